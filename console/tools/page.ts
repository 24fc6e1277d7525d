import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import { outputOf, staticImports } from "./outputs.ts";

/** Writes index.html, which names the entry, its stylesheet and what the entry needs at once. */
export async function writePage(template: string, metafile: Metafile, folder: string): Promise<void> {
  const entry = outputOf(metafile, "src/main.tsx");
  const names: Record<string, string> = {
    MAIN: address(entry),
    STYLES: address(outputOf(metafile, "src/styles.css")),
    ICON: address(outputOf(metafile, "src/icon.svg")),
    PRELOADS: staticImports(metafile, entry)
      .map((path) => `<link rel="modulepreload" href="${address(path)}">`)
      .join("\n    "),
  };
  const page = await readFile(template, "utf8");
  await writeFile(
    join(folder, "index.html"),
    page.replace(/\{\{([A-Z]+)\}\}/g, (_, name: string) => {
      const value = names[name];
      if (value === undefined) throw new Error(`index.html names ${name}, which there is not`);
      return value;
    }),
  );
}

function address(output: string): string {
  return `/assets/${output.split("/").at(-1) ?? ""}`;
}
