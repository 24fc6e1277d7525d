"""Which faults in the code of jobs, interviews and accounts the unit tests notice: docs/develop/mutants.md."""
