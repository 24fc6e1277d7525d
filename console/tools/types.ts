import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

/** Writes the API's types; an unchanged file keeps its time, so that nothing is built for it. */
export async function writeTypes(document: string, target: string): Promise<void> {
  const types = astToString(await openapiTS(pathToFileURL(document)));
  const before = await readFile(target, "utf8").catch(() => "");
  if (types === before) return;
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, types);
}
