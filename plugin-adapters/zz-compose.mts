import 'reflect-metadata';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { composeServices } = require('@apollo/composition');

import { parse } from 'graphql';
import { manifestEntities, manifestInterfaces, parseManifest } from './contract/index.ts';
import { buildPackageSubgraph, generateSubgraphSdl } from './wecube-rest/index.ts';

const dirs = readdirSync('/work/shared/corpus').filter((d) => existsSync(`/work/shared/corpus/${d}/register.xml`));
const ms = dirs.map((d) => {
  const r = parseManifest(readFileSync(`/work/shared/corpus/${d}/register.xml`));
  if (!r.ok) throw new Error(JSON.stringify(r));
  return r.manifest;
});
const extra = '<package name="empty" version="v1"/>';
const e = parseManifest(extra);
if (e.ok) ms.push(e.manifest);
const all = ms.map((m) => ({ packageName: m.name, entities: manifestEntities(m) }));
const subs = ms.map((m) => {
  const src = {
    packageName: m.name,
    entities: manifestEntities(m),
    interfaces: manifestInterfaces(m),
    otherPackages: all.filter((a) => a.packageName !== m.name),
  };
  const t = performance.now();
  const g = buildPackageSubgraph({ ...src, client: null as never });
  console.log(m.name, g.sdl.length, (performance.now() - t).toFixed(0) + 'ms', g.sdl === generateSubgraphSdl(src));
  return { name: m.name, typeDefs: parse(g.sdl) };
});
const core = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])
scalar JSON type PageInfo @shareable { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
type Problem @shareable { code: String! message: String! path: [String!] remedy: String } enum OrderDirection { ASC DESC } input O { d: OrderDirection }
type Query { ping(o: O): JSON p: PageInfo pr: Problem }`;
const t = performance.now();
const r = composeServices([{ name: 'core', typeDefs: parse(core) }, ...subs]);
console.log(
  'compose',
  (performance.now() - t).toFixed(0) + 'ms',
  r.errors?.map((x: any) => x.message).slice(0, 10) ?? 'ok',
  r.hints?.length,
  [...new Set(r.hints?.map((h: any) => h.message))].slice(0, 5),
);
if (process.argv[2])
  console.log(
    generateSubgraphSdl({
      packageName: process.argv[2],
      entities: all.find((a) => a.packageName === process.argv[2])!.entities,
      interfaces: manifestInterfaces(ms.find((m) => m.name === process.argv[2])!).slice(0, 2),
      otherPackages: all.filter((a) => a.packageName !== process.argv[2]),
    }),
  );
