"""The learners' console as files: how they are sent, what their page may connect to, and which release is served."""
