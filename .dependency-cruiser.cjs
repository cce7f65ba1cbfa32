// What may import what. Modules of core depend on each other along the allowed arrows only, through their index.
const CORE = '^subgraphs/core/src';
const modules = `${CORE}/modules`;

/** The allowed arrows between core's modules; every module may use audit. */
const arrows = {
  audit: [],
  packages: [],
  resources: [],
  buckets: ['resources'],
  databases: ['resources'],
  'plugin-proxy': ['resources'],
  'data-model': ['packages'],
  expressions: ['data-model'],
  services: ['packages', 'data-model'],
  menus: ['packages'],
  'plugin-pages': ['packages'],
  'system-variables': ['packages'],
  instances: ['packages', 'resources', 'databases', 'system-variables'],
  'orchestration-design': ['services', 'expressions', 'data-model', 'packages'],
  'sub-systems': ['packages', 'instances'],
  triggers: ['orchestration-runtime', 'orchestration-design'],
  'orchestration-runtime': ['orchestration-design', 'services', 'expressions', 'system-variables'],
};

const arrowRules = Object.entries(arrows).map(([module, allowed]) => ({
  name: `arrows-of-${module}`,
  severity: 'error',
  from: { path: `${modules}/${module}/`, pathNot: '\\.test\\.ts$' },
  to: { path: `${modules}/`, pathNot: `${modules}/(${[module, 'audit', ...allowed].join('|')})/` },
}));

/** Within a module: what a layer may not reach. */
const layer = (from, forbidden) => ({
  name: `${from}-of-a-module`,
  severity: 'error',
  from: { path: `/modules/[^/]+/${from}/`, pathNot: '\\.test\\.ts$' },
  to: { path: forbidden },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: { pathNot: '\\.test\\.ts$' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    ...arrowRules,
    {
      name: 'modules-by-their-index',
      severity: 'error',
      comment: 'Another module is used through its index only (its builders for tests through testing.ts).',
      from: { path: '/modules/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: { path: '/modules/[^/]+/(?!index\\.ts$|testing\\.ts$)', pathNot: '/modules/$1/' },
    },
    layer('domain', '/modules/[^/]+/(app|data|api)/|^prisma/|node_modules/(type-graphql|@prisma)'),
    layer('app', '/modules/[^/]+/api/|node_modules/type-graphql'),
    layer('data', '/modules/[^/]+/(app|api)/|node_modules/type-graphql'),
    layer('api', '^prisma/generated'),
    {
      name: 'only-the-platform-joins-services',
      severity: 'error',
      from: { path: '^(router|web|subgraphs|plugin-adapters|prisma)/', pathNot: '^subgraphs/(auth|core)/' },
      to: { path: '^(subgraphs/(auth|core)|platform)/' },
    },
    {
      name: 'adapters-never-core',
      severity: 'error',
      from: { path: '^plugin-adapters/' },
      to: { path: '^(subgraphs/(core|auth)|router|platform|web)/' },
    },
    {
      name: 'core-and-auth-apart',
      severity: 'error',
      from: { path: '^subgraphs/auth/' },
      to: { path: '^(subgraphs/core|router|platform|web|plugin-adapters)/' },
    },
    {
      name: 'core-never-router',
      severity: 'error',
      from: { path: '^subgraphs/core/' },
      to: { path: '^(subgraphs/auth|router|platform|web)/' },
    },
    {
      name: 'kit-knows-no-domain',
      severity: 'error',
      from: { path: '^subgraphs/kit/' },
      to: { path: '^(subgraphs/(core|auth)|router|platform|web|plugin-adapters|prisma)/' },
    },
    {
      name: 'apollo-gateway-in-the-router',
      severity: 'error',
      from: { path: '^(subgraphs|plugin-adapters|prisma|web)/', pathNot: '\\.test\\.ts$' },
      to: { path: 'node_modules/@apollo/(gateway|composition|query-planner|federation-internals)' },
    },
    {
      name: 'environment-in-env-files',
      severity: 'error',
      comment: 'Checked by the test of the platform; here: nobody imports a main.',
      from: {},
      to: { path: '/src/main\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|prisma/generated' },
    exclude: { path: '/dist/|/\\.next/|/build/|prisma/generated' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js'],
    },
  },
};
