/** Builds the client into build/console: `node tools/build.ts [--watch]`. */
import { mkdir, readFile, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { context, type BuildOptions, type Metafile, type Plugin } from "esbuild";
import { writePage } from "./page.ts";
import { writeSizes } from "./sizes.ts";
import { writeTypes } from "./types.ts";

const CONSOLE = resolve(import.meta.dirname, "..");
const OUT = resolve(CONSOLE, "../build/console");

const finish: Plugin = {
  name: "page and sizes",
  setup(build) {
    build.onStart(() => rm(OUT, { recursive: true, force: true }));
    build.onEnd(async ({ metafile }) => {
      if (metafile) await describe(metafile);
    });
  },
};

async function describe(metafile: Metafile): Promise<void> {
  await mkdir(OUT, { recursive: true });
  await writePage(join(CONSOLE, "src/index.html"), metafile, OUT);
  await writeSizes(metafile, OUT);
}

const options: BuildOptions = {
  absWorkingDir: CONSOLE,
  entryPoints: ["src/main.tsx", "src/styles.css", "src/icon.svg"],
  outdir: OUT,
  entryNames: "assets/[name]-[hash]",
  chunkNames: "assets/[name]-[hash]",
  assetNames: "assets/[name]-[hash]",
  loader: { ".svg": "copy" },
  bundle: true,
  splitting: true,
  format: "esm",
  minify: true,
  metafile: true,
  legalComments: "linked",
  jsx: "automatic",
  jsxImportSource: "preact",
  // The first that know light-dark() and AbortSignal.any.
  target: ["chrome123", "firefox124", "safari17.5"],
  logLevel: "warning",
  plugins: [finish],
};

await writeTypes(resolve(CONSOLE, "../terraform/platform/openapi.yaml"), join(CONSOLE, "generated/api.ts"));
const building = await context(options);
if (process.argv.includes("--watch")) {
  await building.watch();
} else {
  await building.rebuild();
  await building.dispose();
  process.stdout.write(await readFile(resolve(CONSOLE, "../build/console-sizes.txt"), "utf8"));
}
