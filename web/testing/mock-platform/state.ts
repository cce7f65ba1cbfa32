// biome-ignore-all lint/suspicious/noExplicitAny: the mock hands loosely typed rows to graphql, which checks them against the schema.
import { randomUUID } from 'node:crypto';
import { OBJECTS } from './estate.ts';

type Any = Record<string, any>;
export const now = (agoMs = 0) => new Date(Date.now() - agoMs).toISOString();
const MINUTE = 60_000;

export const hosts = [
  { id: 'host_local', name: 'this machine', driver: 'PROCESS', address: '127.0.0.1', available: true, reason: null },
  {
    id: 'host_docker',
    name: 'sz-dock-01',
    driver: 'DOCKER',
    address: '10.37.1.11',
    available: false,
    reason: 'The Docker engine does not answer.',
  },
];

const parameter = (name: string, mappingType: string, extra: Any = {}) => ({
  name,
  dataType: 'string',
  required: false,
  sensitive: false,
  multiple: false,
  mappingType,
  mappingValue: null,
  mappingEntityExpression: null,
  mappingSystemVariableName: null,
  description: '',
  ...extra,
});
const SCRIPT = [
  parameter('script', 'constant', { required: true }),
  parameter('host', 'entity', { mappingEntityExpression: 'estate:host.id', required: true }),
  parameter('user', 'constant'),
  parameter('ticket', 'context'),
  parameter('token', 'system_variable', { mappingSystemVariableName: 'SHELL_TOKEN', sensitive: true }),
];
const OUTPUT = [parameter('exitCode', 'context', { dataType: 'int' }), parameter('output', 'context')];

export const services: Any[] = [
  ['shell', 'script', 'run', 'KEYED', true],
  ['shell', 'script', 'slow', 'KEYED', true],
  ['shell', 'script', 'fail', 'KEYED', true],
  ['shell', 'agent', 'install', 'KEYED', true],
  ['shell', 'agent', 'remove', 'UNSAFE', false],
  ['estate', 'host', 'confirm', 'SAFE', true],
].map(([pkg, plugin, action, idempotency, enabled], at) => ({
  id: `svc_${at + 1}`,
  name: `${pkg}/${plugin}/${action}`,
  packageName: pkg,
  pluginName: plugin,
  registration: '',
  action,
  targetEntity: 'estate:host',
  enabled,
  idempotency,
  path: `/${pkg}/${plugin}/${action}`,
  httpMethod: 'POST',
  type: 'EXECUTION',
  inputs: SCRIPT,
  outputs: OUTPUT,
  rowVersion: 1,
}));

const STEPS: [string, string, string, string][] = [
  ['check', 'Check host, port and dependencies', '检查母机、端口与依赖', 'nothing to undo'],
  ['files', 'Unpack the package', '解包插件包', 'delete the files'],
  ['variables', 'Resolve variables', '解析变量', 'nothing to undo'],
  ['subsystem', 'Register the sub-system', '注册子系统', 'revoke the key'],
  ['start', 'Start the process and wait for health', '启动进程并等待健康', 'stop the process'],
  ['graph', 'Add to the graph', '加入图', 'remove the route'],
];
export const makeSteps = (done: number) =>
  STEPS.map(([key, en, zh, undo], at) => ({
    key,
    label: { en, zh },
    status: at < done ? 'DONE' : at === done ? 'RUNNING' : 'WAITING',
    detail:
      at < done
        ? [
            '127.0.0.1:20419 free, dependencies present',
            '14 files, 1.8 MB',
            '6 variables, 1 secret',
            'SYS_SHELL, new key pair',
            '/health answers in 38 ms',
            '41 operations',
          ][at]
        : null,
    undo: { en: undo, zh: undo === 'nothing to undo' ? '无需撤销' : '撤销此步' },
    startedAt: at <= done ? now((6 - at) * 900) : null,
    endedAt: at < done ? now((6 - at) * 900 - 400) : null,
  }));

export const packages: Any[] = [];
export const instances: Any[] = [];

export function addPackage(
  name: string,
  version: string,
  status: string,
  active = status === 'REGISTERED',
  extra: Any = {},
) {
  const own = services.filter((service) => service.packageName === name);
  const found = {
    id: `pkg_${name}_${version}`,
    name,
    version,
    status,
    active,
    uploadedAt: now(90 * MINUTE),
    uploadedBy: 'admin',
    registeredAt: status === 'UPLOADED' ? null : now(80 * MINUTE),
    sizeBytes: 1_842_113,
    digest: 'sha256:8f2c41d3b7a91e55c0ffee',
    compositionError: null,
    rowVersion: 1,
    checks: [
      {
        code: 'MANIFEST_VALID',
        level: 'OK',
        message: 'register.xml is complete: 2 plugins, 4 interfaces, 5 entities.',
        remedy: null,
      },
      { code: 'DEPENDENCIES_PRESENT', level: 'OK', message: 'Every dependency is registered.', remedy: null },
      ...(extra.checks ?? []),
    ],
    manifest: {
      edition: 'v2',
      dynamicModel: name === 'estate',
      dependencies: name === 'shell' ? [{ name: 'estate', version: '1.0.0' }] : [],
      menus: [
        {
          code: `${name.toUpperCase()}_MAIN`,
          category: 'DESIGNING',
          label: { en: `${name} main`, zh: `${name} 主页` },
          path: `/${name}/index`,
        },
      ],
      entities: [
        {
          name: 'agent',
          displayName: 'agent',
          description: 'A runner on a host',
          attributes: [
            {
              name: 'host',
              dataType: 'ref',
              refPackage: 'estate',
              refEntity: 'host',
              refAttribute: 'id',
              multiple: false,
              required: true,
              description: 'where it runs',
            },
            {
              name: 'version',
              dataType: 'str',
              refPackage: null,
              refEntity: null,
              refAttribute: null,
              multiple: false,
              required: false,
              description: '',
            },
          ],
        },
      ],
      systemParameters: [
        { name: 'SHELL_TIMEOUT', scopeType: 'global', defaultValue: '30' },
        { name: 'SHELL_TOKEN', scopeType: 'plugin', defaultValue: null },
      ],
      authorities: [{ role: 'SUPER_ADMIN', menuCodes: [`${name.toUpperCase()}_MAIN`] }],
      plugins: [...new Set(own.map((service) => service.pluginName))].map((plugin) => ({
        name: plugin,
        interfaces: own
          .filter((service) => service.pluginName === plugin)
          .map((service) => ({
            action: service.action,
            path: service.path,
            httpMethod: 'POST',
            async: false,
            type: 'EXECUTION',
            idempotency: service.idempotency,
            inputs: SCRIPT,
            outputs: OUTPUT,
          })),
      })),
      runtime: { process: { start: 'node server.mjs', healthPath: '/health' } },
      xml: `<?xml version="1.0" encoding="UTF-8"?>\n<package name="${name}" version="${version}">\n  <packageDependencies/>\n  <menus/>\n  <dataModel/>\n  <plugins/>\n</package>\n`,
    },
    ...extra.fields,
  };
  packages.push(found);
  return found;
}

export function addInstance(pkg: Any, status: string, done = STEPS.length) {
  const instance = {
    id: `inst_${randomUUID().slice(0, 8)}`,
    package: pkg,
    name: `${pkg.name}-${pkg.version}-${'abc'[instances.filter((one) => one.package === pkg).length] ?? 'x'}`,
    status,
    host: hosts[0],
    port: 20400 + instances.length,
    launchedAt: now(47 * MINUTE),
    launchedBy: 'admin',
    healthyAt: status === 'RUNNING' ? now(46 * MINUTE) : null,
    error: null,
    steps: makeSteps(done),
    rowVersion: 1,
  };
  instances.push(instance);
  return instance;
}

const estate = addPackage('estate', '1.0.0', 'REGISTERED');
const shell = addPackage('shell', '1.0.0', 'REGISTERED');
addPackage('shell', '0.9.2', 'REGISTERED', false);
addPackage('monitor', '3.5.0', 'UPLOADED', false, {
  checks: [
    {
      code: 'DEPENDENCY_MISSING',
      level: 'ERROR',
      message: 'It needs wecmdb 2.1, which is not registered.',
      remedy: 'Upload and register wecmdb 2.1 or newer first.',
    },
  ],
});
addPackage('artifacts', '1.4.0', 'UPLOADED', false);
addPackage('superset', '0.3.5', 'DECOMMISSIONED', false);
addInstance(estate, 'RUNNING');
addInstance(shell, 'RUNNING');
addInstance(shell, 'UNHEALTHY');

const node = (id: string, name: string, type: string, x: number, y: number, extra: Any = {}) => ({
  id,
  name,
  type,
  x,
  y,
  expression: null,
  bindMode: 'AT_START',
  bindNodeId: null,
  service: null,
  timeoutMs: 1_800_000,
  parameters: [],
  ...extra,
});
const HOSTS_OF_APPLICATION = "estate:application~(application)estate:unit~(unit)estate:host{state eq 'online'}";
const task = (id: string, name: string, x: number, y: number, service: string) =>
  node(id, name, 'AUTOMATIC', x, y, {
    expression: HOSTS_OF_APPLICATION,
    service,
    parameters: [{ name: 'script', source: 'CONSTANT', value: 'uname -r', fromNodeId: null, fromParameter: null }],
  });
const PATCH = {
  nodes: [
    node('n1', 'Start', 'START', 20, 159),
    task('n2', 'Check hosts', 100, 150, 'estate/host/confirm'),
    node('n3', 'Fork', 'FORK', 340, 100),
    task('n4', 'Patch hosts', 400, 90, 'shell/script/run'),
    task('n5', 'Silence alarms', 400, 210, 'shell/script/slow'),
    node('n6', 'Merge', 'MERGE', 640, 100),
    task('n7', 'Install agent', 700, 150, 'shell/agent/install'),
    node('n8', 'Done', 'END', 940, 159),
  ],
  links: [
    ['n1', 'n2'],
    ['n2', 'n3'],
    ['n3', 'n4'],
    ['n3', 'n5'],
    ['n4', 'n6'],
    ['n5', 'n6'],
    ['n6', 'n7'],
    ['n7', 'n8'],
  ].map(([source, target], at) => ({ id: `l${at + 1}`, source, target, label: null })),
};

export const definitions: Any[] = [];
export function addDefinition(
  key: string,
  name: string,
  version: number,
  status: string,
  graph: Any = PATCH,
  rootEntity = 'estate:application',
) {
  const definition = {
    id: `def_${key}_${version}`,
    key,
    name,
    description: 'Patches every online host of one application',
    version,
    status,
    rootEntity,
    ...structuredClone(graph),
    problems: [] as Any[],
    createdBy: 'admin',
    createdAt: now(600 * MINUTE),
    updatedBy: 'admin',
    updatedAt: now(30 * MINUTE),
    deployedAt: status === 'DRAFT' ? null : now(500 * MINUTE),
    rowVersion: 1,
  };
  definitions.push(definition);
  return definition;
}
const patch = addDefinition('patch', 'Monthly OS patch', 14, 'DEPLOYED');
addDefinition('patch', 'Monthly OS patch', 15, 'DRAFT').problems.push(
  {
    code: 'SERVICE_DISABLED',
    level: 'ERROR',
    message: 'Service shell/agent/remove is disabled.',
    nodeId: 'n7',
    linkId: null,
    field: 'service',
    remedy: 'Enable it or choose another.',
  },
  {
    code: 'PARAMETER_EMPTY',
    level: 'WARNING',
    message: 'Parameter user takes no value. It is optional.',
    nodeId: 'n4',
    linkId: null,
    field: 'user',
    remedy: null,
  },
);
addDefinition('agents', 'Renew agents', 3, 'DEPLOYED', PATCH, 'estate:host');
addDefinition('certificates', 'Rotate certificates', 9, 'DISABLED');

export const runs: Any[] = [];
export const runEvents: Record<string, Any[]> = {};
const HOSTS = (OBJECTS['estate:host'] ?? []).slice(0, 6);
export function addRun(
  definition: Any,
  root: Any,
  states: Record<string, string>,
  status: string,
  startedBy = 'admin',
  agoMs = 18 * MINUTE,
) {
  const id = `run_0192${randomUUID().replaceAll('-', '').slice(0, 24)}`;
  const nodes = definition.nodes.map((one: Any) => makeNodeRun(id, one, states[one.id] ?? 'NOT_STARTED', agoMs));
  const run = {
    id,
    definition,
    definitionName: definition.name,
    definitionVersion: definition.version,
    status,
    rootEntity: definition.rootEntity,
    rootObjectId: root.id,
    rootObjectName: root.displayName,
    startedBy,
    startedAt: now(agoMs),
    endedAt: ['COMPLETED', 'TERMINATED'].includes(status) ? now(agoMs - 4 * MINUTE) : null,
    nodes,
    version: 7,
  };
  runs.unshift(run);
  runEvents[id] = nodes
    .filter((one: Any) => one.startedAt)
    .map((one: Any, at: number) => ({
      id: `evt_${id}_${at}`,
      type: 'NODE_STARTED',
      subject: one.nodeId,
      version: at + 1,
      at: one.startedAt,
      data: { node: one.name, status: one.status },
    }));
  return run;
}

function makeNodeRun(runId: string, one: Any, status: string, agoMs: number) {
  const started = status !== 'NOT_STARTED';
  const ended = ['COMPLETED', 'FAULTED', 'AMBIGUOUS', 'TIMEOUTED', 'SKIPPED'].includes(status);
  const automatic = one.type === 'AUTOMATIC';
  const failed = status === 'FAULTED';
  const total = automatic ? HOSTS.length : 0;
  return {
    id: `${runId}_${one.id}`,
    nodeId: one.id,
    name: one.name,
    type: one.type,
    status,
    service: one.service,
    startedAt: started ? now(agoMs - 30_000) : null,
    endedAt: ended ? now(agoMs - 90_000) : null,
    rowsTotal: total,
    rowsDone: status === 'COMPLETED' ? total : failed ? total - 2 : 0,
    rowsFailed: failed ? 2 : 0,
    errorCode: failed ? 'PLUGIN_ROWS_FAILED' : status === 'AMBIGUOUS' ? 'OUTCOME_UNKNOWN' : null,
    errorMessage: failed
      ? 'The script ended with exit code 200 on 2 of 6 hosts: the package lock is held.'
      : status === 'AMBIGUOUS'
        ? 'The platform stopped while the call was in flight; the service is unsafe to send again.'
        : null,
    changed: failed ? '4 hosts ran the script and answered.' : null,
    notChanged: failed ? '2 hosts were not changed. Nothing after this node was sent.' : null,
    bindings:
      automatic && started
        ? HOSTS.map((row, at) => ({
            objectId: row.id,
            displayName: row.displayName,
            entity: 'estate:host',
            status: failed && at > 3 ? 'FAULTED' : status,
            errorMessage: failed && at > 3 ? 'exit 200, lock held' : null,
          }))
        : [],
    attempts:
      automatic && started
        ? (failed ? [1, 2] : [1]).map((number) => ({
            id: `${runId}_${one.id}_${number}`,
            requestId: `req_0192${randomUUID().replaceAll('-', '').slice(0, 24)}`,
            number,
            status: failed ? 'FAILED' : status === 'AMBIGUOUS' ? 'AMBIGUOUS' : ended ? 'DONE' : 'SENT',
            startedAt: now(agoMs - 30_000 * number),
            endedAt: ended ? now(agoMs - 30_000 * number - 12_400) : null,
            inputs: HOSTS.map((row) => ({
              host: row.displayName,
              script: 'uname -r',
              callbackParameter: row.id,
              token: '***',
            })),
            outputs: ended
              ? HOSTS.map((row, at) => ({
                  callbackParameter: row.id,
                  exitCode: failed && at > 3 ? 200 : 0,
                  output: '6.1.0-28-amd64',
                  errorCode: failed && at > 3 ? '1' : '0',
                  errorMessage: failed && at > 3 ? 'lock held' : '',
                }))
              : null,
            resultCode: failed ? '1' : ended ? '0' : null,
            errorMessage: failed ? 'The script ended with exit code 200 on 2 of 6 hosts.' : null,
            instance: 'shell-1.0.0-a',
            resent: 0,
          }))
        : [],
  };
}

const root = { id: 'app_1', displayName: 'CLEDGER Core ledger' };
const other = { id: 'app_2', displayName: 'MPAY Mobile pay' };
const done = (ids: string[]) => Object.fromEntries(ids.map((id) => [id, 'COMPLETED']));
const agents = definitions.find((one) => one.key === 'agents') ?? patch;
for (let at = 18; at > 0; at -= 1)
  addRun(
    at % 3 ? patch : agents,
    at % 2 ? root : other,
    done(['n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7', 'n8']),
    'COMPLETED',
    ['admin', 'lin.yue', 'schedule'][at % 3],
    at * 47 * MINUTE,
  );
addRun(patch, other, { ...done(['n1', 'n2', 'n3', 'n5']), n4: 'AMBIGUOUS' }, 'IN_PROGRESS', 'lin.yue', 44 * MINUTE);
addRun(agents, root, { ...done(['n1', 'n2']), n3: 'COMPLETED', n4: 'COMPLETED' }, 'PAUSED', 'zhao.min', 39 * MINUTE);
addRun(
  patch,
  other,
  { ...done(['n1', 'n2', 'n3', 'n4', 'n5', 'n6']), n7: 'SKIPPED', n8: 'COMPLETED' },
  'TERMINATED',
  'chen.jing',
  31 * MINUTE,
);
addRun(patch, root, { ...done(['n1', 'n2', 'n3']), n4: 'FAULTED', n5: 'IN_PROGRESS' }, 'IN_PROGRESS');

export const roles: Any[] = [
  {
    id: 'role_admin',
    name: 'SUPER_ADMIN',
    label: { en: 'Administrator', zh: '管理员' },
    actions: [],
    builtIn: true,
    version: 1,
  },
  {
    id: 'role_operator',
    name: 'OPERATOR',
    label: { en: 'Operator', zh: '操作员' },
    actions: ['run:read', 'run:start', 'run:operate', 'definition:read'],
    builtIn: true,
    version: 1,
  },
];
export const users: Any[] = [
  {
    id: 'usr_1',
    username: 'admin',
    displayName: 'Lin Yue',
    email: 'lin.yue@example.org',
    roles: [roles[0]],
    mustChangePassword: false,
    disabled: false,
    createdAt: now(9000 * MINUTE),
    version: 1,
  },
  {
    id: 'usr_2',
    username: 'zhao.min',
    displayName: 'Zhao Min',
    email: null,
    roles: [roles[1]],
    mustChangePassword: true,
    disabled: false,
    createdAt: now(5000 * MINUTE),
    version: 1,
  },
];
export const audit: Any[] = Array.from({ length: 24 }, (_, at) => ({
  id: `aud_${at}`,
  at: now(at * 11 * MINUTE),
  who: ['admin', 'zhao.min'][at % 2],
  action: ['run:start', 'package:register', 'instance:launch', 'definition:deploy'][at % 4],
  subject: ['run_0192', 'pkg_shell', 'inst_1', 'def_patch'][at % 4],
  outcome: at % 7 === 5 ? 'REFUSED' : 'DONE',
  detail: { reason: at % 7 === 5 ? 'not allowed' : undefined },
  requestId: `req_${at}`,
}));
