#!/usr/bin/env node
// wecube-bundle ENTRY[=NAME] ... : bundles entries of the current workspace into dist/, our own workspaces inlined, packages left outside.
import { isBuiltin } from 'node:module';
import { basename, extname } from 'node:path';
import { build } from 'esbuild';

const entryPoints = Object.fromEntries(
  process.argv.slice(2).map((argument) => {
    const [path, name = basename(argument, extname(argument))] = argument.split('=');
    return [name, path];
  }),
);

/** Everything that is not ours and not a relative path stays an import. */
const packagesOutside = {
  name: 'packages-outside',
  setup(api) {
    api.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('@wecube/')
        ? undefined
        : { path, external: true, sideEffects: !isBuiltin(path) },
    );
  },
};

await build({
  entryPoints,
  outdir: 'dist',
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: true,
  logLevel: 'warning',
  plugins: [packagesOutside],
});
