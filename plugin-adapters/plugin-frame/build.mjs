#!/usr/bin/env node
// Bundles the host page of plugins into dist/: everything in it, nothing fetched from outside, names that hold a hash.
import { rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);

/** The plain build of Vue compiles templates too, as pages that are written by hand need; and there must be one Vue only. */
const vue = require.resolve('vue/dist/vue.min.js');

rmSync('dist', { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: { frame: 'src/main.ts' },
  outdir: 'dist',
  entryNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2020',
  charset: 'utf8',
  alias: { vue },
  loader: { '.woff': 'file', '.woff2': 'file', '.ttf': 'file', '.svg': 'file', '.eot': 'empty' },
  define: { 'process.env.NODE_ENV': '"production"' },
  metafile: true,
  logLevel: 'error', // the style sheet of view-design has misspelt properties
});

const files = Object.keys(metafile.outputs).map((path) => basename(path));
const named = (extension) => files.find((file) => file.startsWith('frame-') && file.endsWith(extension));
writeFileSync(join('dist', 'manifest.json'), JSON.stringify({ script: named('.js'), style: named('.css'), files }));
