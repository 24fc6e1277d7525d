import type { Metafile } from "esbuild";

/** The file that was made of an entry point or of a module that is imported when it is needed. */
export function outputOf(metafile: Metafile, source: string): string {
  for (const [path, output] of Object.entries(metafile.outputs)) {
    if (output.entryPoint === source || (source in output.inputs && path.endsWith(".svg"))) return path;
  }
  throw new Error(`nothing was made of ${source}`);
}

/** The files that load together with one, without itself. */
export function staticImports(metafile: Metafile, output: string): string[] {
  const found = new Set<string>();
  const look = (path: string): void => {
    for (const one of metafile.outputs[path]?.imports ?? []) {
      if (one.kind !== "import-statement" || found.has(one.path)) continue;
      found.add(one.path);
      look(one.path);
    }
  };
  look(output);
  found.delete(output);
  return [...found];
}
