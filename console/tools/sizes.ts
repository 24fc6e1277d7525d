import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import type { Metafile } from "esbuild";
import { outputOf, staticImports } from "./outputs.ts";

/** Bytes, gzipped, of all that the first screen loads. */
const FIRST_SCREEN_LIMIT = 110 * 1024;

type Size = { bytes: number; gzip: number };

/**
 * Writes release.json, which says what a release consists of, and the report of sizes beside the folder.
 *
 * Throws where the first screen is above its limit.
 */
export async function writeSizes(metafile: Metafile, folder: string): Promise<void> {
  const root = resolve(folder, "../../console");
  const outputs = Object.keys(metafile.outputs);
  const paths = [...outputs.map((path) => resolve(root, path)), join(folder, "index.html")];
  const sizes = new Map<string, Size>();
  const digest = createHash("sha256");
  for (const path of paths.sort()) {
    const content = await readFile(path);
    const name = path.slice(folder.length + 1);
    digest.update(`${name}\n`).update(content);
    sizes.set(name, { bytes: content.length, gzip: gzipSync(content, { level: 9 }).length });
  }
  const first = firstScreen(metafile, root, folder);
  const total = sum(first.map((name) => sizes.get(name)?.gzip ?? 0));
  await writeFile(
    join(folder, "release.json"),
    JSON.stringify({ content: digest.digest("hex"), files: Object.fromEntries(sizes) }, null, 1),
  );
  await report(folder, sizes, first, total);
  if (total > FIRST_SCREEN_LIMIT) {
    throw new Error(`the first screen loads ${total} bytes gzipped, more than ${FIRST_SCREEN_LIMIT}: console-sizes.txt`);
  }
}

function firstScreen(metafile: Metafile, root: string, folder: string): string[] {
  const entry = outputOf(metafile, "src/main.tsx");
  const others = [outputOf(metafile, "src/styles.css"), outputOf(metafile, "src/icon.svg")];
  const names = [entry, ...staticImports(metafile, entry), ...others].map((path) => resolve(root, path).slice(folder.length + 1));
  return [...names, "index.html"];
}

async function report(folder: string, sizes: Map<string, Size>, first: string[], total: number): Promise<void> {
  const files = Object.fromEntries(sizes);
  await writeFile(
    `${folder}-sizes.json`,
    JSON.stringify({ first_screen: { gzip: total, limit: FIRST_SCREEN_LIMIT, files: first.sort() }, files }, null, 1),
  );
  const rows = [...sizes]
    .filter(([name]) => !name.endsWith(".LEGAL.txt"))
    .sort(([, one], [, other]) => other.gzip - one.gzip)
    .map(([name, { gzip }]) => `${kilobytes(gzip)} ${first.includes(name) ? "*" : " "} ${name}`);
  const lines = ["KB gzipped; * the first screen", ...rows, `${kilobytes(total)} * in all, of ${FIRST_SCREEN_LIMIT / 1024}`];
  await writeFile(`${folder}-sizes.txt`, `${lines.join("\n")}\n`);
}

function kilobytes(bytes: number): string {
  return (bytes / 1024).toFixed(1).padStart(6);
}

function sum(numbers: number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
