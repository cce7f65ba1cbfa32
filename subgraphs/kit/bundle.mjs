#!/usr/bin/env node
// wecube-bundle ENTRY[=NAME] ... : bundles entries of the current workspace into dist/, our own workspaces inlined, packages left outside.
import { rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const entryPoints = Object.fromEntries(
  process.argv.slice(2).map((argument) => {
    const [path, name = basename(argument, extname(argument))] = argument.split('=');
    return [name, path];
  }),
);

const outdir = resolve('dist');

/** Everything that is not ours and not a relative path stays an import. */
const packagesOutside = {
  name: 'packages-outside',
  setup(api) {
    api.onResolve({ filter: /^[^./]/ }, async (imported) => {
      const { path, kind, pluginData } = imported;
      if (kind === 'entry-point' || path.startsWith('@wecube/') || pluginData === 'asked') return undefined;
      return { path: await reachable(api, imported), external: true, sideEffects: !isBuiltin(path) };
    });
  },
};

// A version that a workspace has for itself is not the one that the bundle would find by the name.
async function reachable(api, { path, kind, importer, resolveDir }) {
  if (isBuiltin(path)) return path;
  const found = await api.resolve(path, { kind, importer, resolveDir, pluginData: 'asked' });
  const isShared = found.errors.length > 0 || found.path.startsWith(join(root, 'node_modules'));
  return isShared ? path : relative(outdir, found.path);
}

rmSync(outdir, { recursive: true, force: true });
await build({
  entryPoints,
  outdir,
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: true,
  logLevel: 'warning',
  plugins: [packagesOutside],
});
