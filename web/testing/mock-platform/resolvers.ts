// biome-ignore-all lint/suspicious/noExplicitAny: the mock hands loosely typed rows to graphql, which checks them against the schema.
import { randomUUID } from 'node:crypto';
import { ENTITIES, OBJECTS, toObject, walk } from './estate.ts';
import { mockGraph } from './graph.ts';
import * as state from './state.ts';
import { changeSubgraphInstance, subgraphs } from './subgraphs.ts';
import { type Topic, topic } from './topic.ts';
import { uploads, uploadTopic } from './uploads.ts';

type Any = Record<string, any>;
const ACTIONS =
  'session:self user:read user:manage role:manage package:read package:upload package:register package:decommission package:trust instance:read instance:launch instance:remove host:read service:read service:manage service:invoke model:read model:sync object:read object:write definition:read definition:edit definition:deploy run:read run:start run:operate audit:read graph:read graph:manage menu:read'.split(
    ' ',
  );

export const topics = {
  package: topic<Any>(),
  instance: topic<Any>(),
  runs: topic<Any>(),
  definition: topic<Any>(),
  subgraph: topic<Any>(),
};
let version = 100;
const event = (key: string, object: Any) => {
  version += 1;
  return {
    id: `evt_${version}`,
    type: 'CHANGED',
    subject: object.id,
    version: object.version ?? version,
    at: state.now(),
    data: null,
    [key]: object,
  };
};

function connection(rows: Any[], args: Any) {
  const size = args.first ?? args.last ?? 50;
  const after = args.after ? Number(args.after) + 1 : args.before ? Math.max(0, Number(args.before) - size) : 0;
  const nodes = rows.slice(after, after + size);
  return {
    nodes,
    edges: nodes.map((node, at) => ({ cursor: String(after + at), node })),
    totalCount: rows.length,
    pageInfo: {
      hasNextPage: after + size < rows.length,
      hasPreviousPage: after > 0,
      startCursor: String(after),
      endCursor: String(after + nodes.length - 1),
    },
  };
}
const contains = (value: string, filter?: Any) =>
  (!filter?.contains || value.toLowerCase().includes(filter.contains.toLowerCase())) &&
  (!filter?.eq || value === filter.eq) &&
  (!filter?.in || filter.in.includes(value));
const oneOf = (value: string, list?: string[]) => !list?.length || list.includes(value);

const presentPackage = (pkg: Any): Any => ({
  ...pkg,
  signature: { state: 'UNSIGNED', keyId: null, keyName: null, publicKey: null },
  versions: () => state.packages.filter((one) => one.name === pkg.name).map(presentPackage),
  instances: () =>
    state.instances.filter((one) => one.package.id === pkg.id && one.status !== 'REMOVED').map(presentInstance),
  services: () => (pkg.status === 'REGISTERED' ? state.services.filter((one) => one.packageName === pkg.name) : []),
});
const presentInstance = (instance: Any): Any => ({
  ...instance,
  package: () => presentPackage(instance.package),
  logTail: () => [
    '10:47:26.730 package unpacked, 14 files',
    '10:47:27.902 process started, 1 CPU',
    '10:47:31.402 shell listening on 127.0.0.1:20419',
    '10:47:36.015 warning: 503 not ready, warming up',
    '10:47:38.021 health 200 in 38 ms',
  ],
});
const presentDefinition = (definition: Any): Any => ({
  ...definition,
  versions: () =>
    state.definitions
      .filter((one) => one.key === definition.key)
      .sort((a, b) => b.version - a.version)
      .map(presentDefinition),
});
const TONES: Any = {
  COMPLETED: 'done',
  IN_PROGRESS: 'running',
  FAULTED: 'failed',
  TIMEOUTED: 'failed',
  AMBIGUOUS: 'ambiguous',
  NOT_STARTED: 'waiting',
  SKIPPED: 'skipped',
};
export function presentRun(run: Any): Any {
  const counts: Any = { total: run.nodes.length, done: 0, running: 0, failed: 0, ambiguous: 0, waiting: 0, skipped: 0 };
  for (const node of run.nodes) counts[TONES[node.status]] += 1;
  const open = ['IN_PROGRESS', 'PAUSED', 'FAULTED'].includes(run.status);
  const nodes = run.nodes.map((node: Any) => ({
    ...node,
    options: [],
    operations: !open
      ? []
      : ['FAULTED', 'TIMEOUTED'].includes(node.status)
        ? ['RETRY', 'SKIP']
        : node.status === 'AMBIGUOUS'
          ? ['RETRY', 'CONFIRM_DONE', 'SKIP']
          : [],
  }));
  return {
    ...run,
    definition: presentDefinition(run.definition),
    nodes,
    counts,
    operations: !open ? [] : [run.status === 'PAUSED' ? 'CONTINUE' : 'PAUSE', 'TERMINATE'],
  };
}

export function publishRun(run: Any) {
  run.version += 1;
  topics.runs.publish(event('run', presentRun(run)));
}
function changeInstance(input: Any, more: Any, reason: string) {
  const { payload, subgraph } = changeSubgraphInstance(input, more, reason);
  topics.subgraph.publish(subgraph);
  return payload;
}
export function publishInstance(instance: Any) {
  instance.rowVersion += 1;
  topics.instance.publish(event('instance', presentInstance(instance)));
  topics.package.publish(event('package', presentPackage(instance.package)));
}

function launch(pkg: Any) {
  const instance = state.addInstance(pkg, 'LAUNCHING', 0);
  let done = 0;
  const timer = setInterval(() => {
    done += 1;
    Object.assign(
      instance,
      { steps: state.makeSteps(done) },
      done >= 6 ? { status: 'RUNNING', healthyAt: state.now() } : {},
    );
    publishInstance(instance);
    if (done >= 6) clearInterval(timer);
  }, 900);
  publishInstance(instance);
  return instance;
}

function operate({ runId, operation, nodeId }: Any) {
  const run = state.runs.find((one) => one.id === runId);
  if (!run)
    return {
      run: null,
      problems: [{ code: 'RUN_NOT_FOUND', message: 'There is no such run.', path: ['runId'], remedy: null }],
    };
  const node = run.nodes.find((one: Any) => one.nodeId === nodeId);
  if (operation === 'PAUSE') run.status = 'PAUSED';
  if (operation === 'CONTINUE') run.status = 'IN_PROGRESS';
  if (operation === 'TERMINATE') Object.assign(run, { status: 'TERMINATED', endedAt: state.now() });
  if (node && operation === 'SKIP') node.status = 'SKIPPED';
  if (node && operation === 'CONFIRM_DONE') node.status = 'COMPLETED';
  if (node && operation === 'RETRY') {
    Object.assign(node, { status: 'IN_PROGRESS', errorMessage: null, rowsFailed: 0, endedAt: null });
    node.attempts.push({
      ...node.attempts.at(-1),
      id: `${node.id}_${node.attempts.length + 1}`,
      number: node.attempts.length + 1,
      status: 'SENT',
      startedAt: state.now(),
      endedAt: null,
      outputs: null,
      errorMessage: null,
      requestId: `req_${randomUUID()}`,
    });
    setTimeout(() => finish(run, node), 1_800);
  }
  publishRun(run);
  return { run: presentRun(run), problems: [] };
}

function finish(run: Any, node: Any) {
  Object.assign(node, {
    status: 'COMPLETED',
    rowsDone: node.rowsTotal,
    rowsFailed: 0,
    endedAt: state.now(),
    changed: null,
    notChanged: null,
    errorMessage: null,
    bindings: node.bindings.map((one: Any) => ({ ...one, status: 'COMPLETED', errorMessage: null })),
  });
  Object.assign(node.attempts.at(-1) ?? {}, { status: 'DONE', endedAt: state.now(), resultCode: '0' });
  const next = run.nodes.find(
    (one: Any) => one.status === 'NOT_STARTED' || (one.status === 'IN_PROGRESS' && one !== node),
  );
  if (!next) Object.assign(run, { status: 'COMPLETED', endedAt: state.now() });
  else {
    Object.assign(next, { status: 'IN_PROGRESS', startedAt: next.startedAt ?? state.now() });
    setTimeout(() => finish(run, next), 1_200);
  }
  publishRun(run);
}

function saveDraft(input: Any) {
  const draft = state.definitions.find((one) => one.id === input.id);
  if (!draft)
    return {
      definition: null,
      problems: [{ code: 'DEFINITION_NOT_FOUND', message: 'There is no such draft.', path: null, remedy: null }],
    };
  if (draft.rowVersion !== input.rowVersion)
    return {
      definition: presentDefinition(draft),
      problems: [
        { code: 'DRAFT_CHANGED', message: 'zhao.min saved this draft after you opened it.', path: null, remedy: null },
      ],
    };
  const complete = input.nodes.map((one: Any) => ({
    expression: null,
    bindMode: 'AT_START',
    bindNodeId: null,
    service: null,
    timeoutMs: 1_800_000,
    ...one,
    parameters: (one.parameters ?? []).map((parameter: Any) => ({
      value: null,
      fromNodeId: null,
      fromParameter: null,
      ...parameter,
    })),
  }));
  const problems = complete
    .filter((one: Any) => one.type === 'AUTOMATIC' && !one.service)
    .map((one: Any) => ({
      code: 'SERVICE_MISSING',
      level: 'ERROR',
      message: `${one.name} has no service.`,
      nodeId: one.id,
      linkId: null,
      field: 'service',
      remedy: 'Choose the service it calls.',
    }));
  Object.assign(draft, {
    name: input.name ?? draft.name,
    nodes: complete,
    links: input.links.map((one: Any) => ({ label: null, ...one })),
    problems,
    rowVersion: draft.rowVersion + 1,
    updatedAt: state.now(),
  });
  return { definition: presentDefinition(draft), problems: [] };
}

const change = (id: string, status: string) => {
  const definition = state.definitions.find((one) => one.id === id);
  if (definition) Object.assign(definition, { status, deployedAt: state.now(), rowVersion: definition.rowVersion + 1 });
  return { definition: definition ? presentDefinition(definition) : null, problems: [] };
};

export const rootValue = {
  viewer: () => ({ user: state.users[0], actions: ACTIONS }),
  users: (args: Any) =>
    connection(
      state.users.filter((one) => contains(one.username, args.where)),
      args,
    ),
  roles: (args: Any) => connection(state.roles, args),
  actions: () => ACTIONS,
  packageUpload: ({ id }: Any) => uploads.find((one) => one.id === id) ?? null,
  packageUploads: () => uploads,
  packageTrust: { requireSignature: false, keys: [] },
  packages: (args: Any) =>
    connection(
      state.packages
        .filter(
          (one) =>
            contains(one.name, args.where?.name) &&
            oneOf(one.status, args.where?.status) &&
            (args.where?.active == null || one.active === args.where.active),
        )
        .map(presentPackage),
      args,
    ),
  package: ({ id }: Any) => {
    const found = state.packages.find((one) => one.id === id);
    return found ? presentPackage(found) : null;
  },
  instance: ({ id }: Any) => {
    const found = state.instances.find((one) => one.id === id);
    return found ? presentInstance(found) : null;
  },
  instances: () => state.instances.filter((one) => one.status !== 'REMOVED').map(presentInstance),
  hosts: () => state.hosts,
  services: (args: Any) =>
    connection(
      state.services.filter(
        (one) =>
          contains(one.name, args.where?.name) &&
          contains(one.packageName, args.where?.packageName) &&
          (args.where?.enabled == null || one.enabled === args.where.enabled),
      ),
      args,
    ),
  service: ({ id }: Any) => state.services.find((one) => one.id === id) ?? null,
  menus: () => [],
  pluginPages: () => [],
  dataModel: () => ({
    entities: ENTITIES,
    packages: [...new Set(ENTITIES.map((one) => one.packageName))].map((name) => ({
      name,
      version: 3,
      dynamic: name === 'estate',
      syncedAt: state.now(600_000),
      entityCount: ENTITIES.filter((one) => one.packageName === name).length,
    })),
  }),
  entityType: ({ name }: Any) => ENTITIES.find((one) => one.name === name) ?? null,
  objects: (args: Any) => {
    let rows = (OBJECTS[args.entity] ?? []).filter(
      (row) => !args.search || JSON.stringify(row).toLowerCase().includes(args.search.toLowerCase()),
    );
    for (const filter of args.where ?? [])
      rows = rows.filter((row) => String(row[filter.attribute]) === String(filter.value));
    if (args.orderBy)
      rows = [...rows].sort(
        (a, b) =>
          String(a[args.orderBy.attribute]).localeCompare(String(b[args.orderBy.attribute]), 'en', { numeric: true }) *
          (args.orderBy.direction === 'ASC' ? 1 : -1),
      );
    return connection(
      rows.map((row) => toObject(args.entity, row)),
      args,
    );
  },
  object: ({ entity, objectId }: Any) => {
    const row = (OBJECTS[entity] ?? []).find((one) => one.id === objectId);
    return row ? toObject(entity, row) : null;
  },
  checkExpression: ({ expression }: Any) => walk(expression).check,
  completeExpression: ({ expression, position }: Any) => {
    const before = String(expression).slice(0, position);
    const word = /[\w:]*$/.exec(before)?.[0] ?? '';
    const from = position - word.length;
    const entity = walk(before.slice(0, from).replace(/[.>~(]+$/, '')).check.resultEntity;
    const names =
      before[from - 1] === '.'
        ? (ENTITIES.find((one) => one.name === entity)?.attributes.map((one) => [
            one.name,
            one.references ? `to ${one.references}` : one.dataType,
            one.references ? 'REFERENCE' : 'ATTRIBUTE',
          ]) ?? [])
        : ENTITIES.map((one) => [one.name, one.packageName, 'ENTITY']);
    return names
      .filter(([name]) => name?.startsWith(word))
      .map(([name, detail, kind]) => ({
        label: name,
        insert: name,
        kind,
        detail,
        replaceFrom: from,
        replaceTo: position,
      }));
  },
  evaluateExpression: ({ expression, rootObjectId, first }: Any) => {
    const { check, objects } = walk(expression, rootObjectId);
    const counts = check.segments.map(() => objects.length);
    return { check, objects: objects.slice(0, first), totalCount: objects.length, tookMs: 12, counts };
  },
  definitions: (args: Any) =>
    connection(
      state.definitions
        .filter(
          (one) =>
            contains(one.name, args.where?.name) &&
            oneOf(one.status, args.where?.status) &&
            (!args.where?.latestOnly ||
              !state.definitions.some((later) => later.key === one.key && later.version > one.version)),
        )
        .map(presentDefinition),
      args,
    ),
  definition: ({ id }: Any) => {
    const found = state.definitions.find((one) => one.id === id);
    return found ? presentDefinition(found) : null;
  },
  runs: (args: Any) =>
    connection(
      state.runs
        .map(presentRun)
        .filter(
          (run) =>
            oneOf(run.status, args.where?.status) &&
            contains(run.definitionName, args.where?.definitionName) &&
            (!args.where?.needsAttention || run.counts.failed + run.counts.ambiguous > 0) &&
            (!args.where?.rootObjectId || run.rootObjectId === args.where.rootObjectId),
        ),
      args,
    ),
  run: ({ id }: Any) => {
    const run = state.runs.find((one) => one.id === id);
    return run ? presentRun(run) : null;
  },
  previewRun: ({ input }: Any) => {
    const definition = state.definitions.find((one) => one.id === input.definitionId);
    const root = (OBJECTS[definition?.rootEntity] ?? []).find((one) => one.id === input.rootObjectId);
    return {
      definition: presentDefinition(definition ?? {}),
      rootObject: root ? toObject(definition?.rootEntity, root) : null,
      nodes: definition?.nodes.map((one: Any) => ({
        nodeId: one.id,
        name: one.name,
        type: one.type,
        service: one.service,
        objects: one.expression ? walk(one.expression, input.rootObjectId).objects : [],
        resolvedNow: one.bindMode !== 'AT_RUN_TIME',
        problems: [],
      })),
      problems: [],
    };
  },
  runEvents: (args: Any) => connection(state.runEvents[args.runId] ?? [], args),
  auditEntries: (args: Any) => connection(state.audit, args),
  subgraphs: () => subgraphs,
  supergraph: () => mockGraph(state.now),

  drainSubgraphInstance: ({ input }: Any) =>
    changeInstance(input, { state: 'DRAINING', drainedBy: 'umadmin' }, 'DRAINED'),
  resumeSubgraphInstance: ({ input }: Any) => changeInstance(input, { state: 'UP', drainedBy: null }, 'RESUMED'),
  preferSubgraphInstance: ({ input }: Any) => changeInstance(input, { preferred: true }, 'PREFERRED'),
  releaseSubgraphInstance: ({ input }: Any) => changeInstance(input, { preferred: false }, 'RELEASED'),

  signIn: ({ input }: Any) =>
    input.password === 'wrong'
      ? {
          problems: [{ code: 'INVALID_CREDENTIALS', message: 'The user name or the password is wrong.', remedy: null }],
        }
      : {
          accessToken: 'mock',
          expiresInMs: 300_000,
          refreshToken: 'mock',
          refreshExpiresInMs: 43_200_000,
          mustChangePassword: false,
          problems: [],
        },
  refreshSession: () => ({
    accessToken: 'mock',
    expiresInMs: 300_000,
    refreshToken: 'mock',
    refreshExpiresInMs: 43_200_000,
    problems: [],
  }),
  signOut: () => ({ ok: true, problems: [] }),
  changePassword: () => ({ ok: true, problems: [] }),
  createUser: ({ input }: Any) => {
    const user = {
      id: `usr_${state.users.length + 1}`,
      username: input.username,
      displayName: input.displayName ?? input.username,
      email: input.email ?? null,
      roles: state.roles.filter((role) => input.roleIds.includes(role.id)),
      mustChangePassword: true,
      disabled: false,
      createdAt: state.now(),
      version: 1,
    };
    state.users.push(user);
    return { user, initialPassword: 'amber-cliff-otter-42', problems: [] };
  },
  updateUser: ({ input }: Any) => {
    const user = state.users.find((one) => one.id === input.id);
    Object.assign(user ?? {}, {
      disabled: input.disabled ?? user?.disabled,
      roles: input.roleIds ? state.roles.filter((role) => input.roleIds.includes(role.id)) : user?.roles,
    });
    return { user, problems: [] };
  },
  createRole: ({ input }: Any) => {
    const role = {
      id: `role_${input.name}`,
      name: input.name,
      label: { en: input.labelEn, zh: input.labelZh },
      actions: input.actions,
      builtIn: false,
      version: 1,
    };
    state.roles.push(role);
    return { role, problems: [] };
  },
  updateRole: ({ input }: Any) => {
    const role = state.roles.find((one) => one.id === input.id);
    Object.assign(role ?? {}, { actions: input.actions ?? role?.actions });
    return { role, problems: [] };
  },
  registerPackage: ({ input }: Any) => {
    const pkg = state.packages.find((one) => one.id === input.id);
    Object.assign(pkg ?? {}, { status: 'REGISTERED', active: true, registeredAt: state.now() });
    return { package: presentPackage(pkg ?? {}), problems: [] };
  },
  decommissionPackage: ({ input }: Any) => {
    const pkg = state.packages.find((one) => one.id === input.id);
    Object.assign(pkg ?? {}, { status: 'DECOMMISSIONED', active: false });
    return { package: presentPackage(pkg ?? {}), problems: [] };
  },
  launchInstance: ({ input }: Any) => ({
    instance: presentInstance(launch(state.packages.find((one) => one.id === input.packageId) ?? {})),
    problems: [],
  }),
  removeInstance: ({ input }: Any) => {
    const found = state.instances.find((one) => one.id === input.id);
    Object.assign(found ?? {}, { status: 'REMOVED' });
    if (found) publishInstance(found);
    return { instance: found ? presentInstance(found) : null, problems: [] };
  },
  restartInstance: ({ input }: Any) => {
    const found = state.instances.find((one) => one.id === input.id);
    return { instance: found ? presentInstance(found) : null, problems: [] };
  },
  updateService: ({ input }: Any) => {
    const found = state.services.find((one) => one.id === input.id);
    Object.assign(found ?? {}, {
      enabled: input.enabled ?? found?.enabled,
      idempotency: input.idempotency ?? found?.idempotency,
      rowVersion: (found?.rowVersion ?? 0) + 1,
    });
    return { service: found, problems: [] };
  },
  syncDataModel: ({ input }: Any) => ({
    package: { name: input.packageName, version: 4, dynamic: true, syncedAt: state.now(), entityCount: 3 },
    added: ['rack'],
    removed: [],
    changed: ['host'],
    attributes: [
      { entity: 'host', attribute: 'ip', before: 'str', after: null },
      { entity: 'host', attribute: 'rack', before: null, after: 'ref → estate:rack' },
    ],
    uses: state.definitions.slice(0, 2).map(({ id, name, version }) => ({
      ...{ kind: 'ORCHESTRATION', subjectId: id, name, version, place: 'Restart', expression: 'estate:host.ip' },
      ...{ entity: 'estate:host', attribute: 'ip' },
    })),
    hiddenUses: 1,
    problems: [],
  }),
  createDefinition: ({ input }: Any) => ({
    definition: presentDefinition(
      state.addDefinition(
        randomUUID().slice(0, 6),
        input.name,
        1,
        'DRAFT',
        {
          nodes: [
            {
              id: 'start',
              name: 'Start',
              type: 'START',
              x: 40,
              y: 120,
              expression: null,
              bindMode: 'AT_START',
              bindNodeId: null,
              service: null,
              timeoutMs: 0,
              parameters: [],
            },
          ],
          links: [],
        },
        input.rootEntity,
      ),
    ),
    problems: [],
  }),
  saveDraft: ({ input }: Any) => saveDraft(input),
  deployDefinition: ({ input }: Any) => change(input.id, 'DEPLOYED'),
  disableDefinition: ({ input }: Any) => change(input.id, 'DISABLED'),
  enableDefinition: ({ input }: Any) => change(input.id, 'DEPLOYED'),
  newDraftFromDefinition: ({ input }: Any) => {
    const from = state.definitions.find((one) => one.id === input.id) as Any;
    return {
      definition: presentDefinition(
        state.addDefinition(
          from.key,
          from.name,
          from.version + 1,
          'DRAFT',
          { nodes: from.nodes, links: from.links },
          from.rootEntity,
        ),
      ),
      problems: [],
    };
  },
  deleteDraft: ({ input }: Any) => {
    const at = state.definitions.findIndex((one) => one.id === input.id);
    state.definitions.splice(at, 1);
    return { deletedId: input.id, problems: [] };
  },
  startRun: ({ input }: Any) => {
    const definition = state.definitions.find((one) => one.id === input.definitionId) as Any;
    const root = (OBJECTS[definition.rootEntity] ?? []).find((one) => one.id === input.rootObjectId) as Any;
    const run = state.addRun(definition, root, { n1: 'COMPLETED', n2: 'IN_PROGRESS' }, 'IN_PROGRESS', 'admin', 0);
    setTimeout(() => finish(run, run.nodes[1]), 1_500);
    return { run: presentRun(run), problems: [] };
  },
  operateRun: ({ input }: Any) => operate(input),
};

const mapped = (source: Topic<Any>, field: string, accept: (payload: Any) => boolean = () => true) =>
  source.subscribe(accept, (payload) => ({ [field]: payload }));
export const subscriptions = {
  runChanged: ({ id }: Any) => mapped(topics.runs, 'runChanged', (payload) => payload.subject === id),
  runsChanged: () => mapped(topics.runs, 'runsChanged'),
  packageChanged: () => mapped(topics.package, 'packageChanged'),
  packageUploadChanged: () =>
    uploadTopic.subscribe(
      () => true,
      (upload) => ({ packageUploadChanged: { ...event('upload', upload), upload } }),
    ),
  instanceChanged: () => mapped(topics.instance, 'instanceChanged'),
  definitionChanged: ({ id }: Any) =>
    mapped(topics.definition, 'definitionChanged', (payload) => payload.subject === id),
  subgraphChanged: () => mapped(topics.subgraph, 'subgraphChanged'),
  supergraphChanged: () => mapped(topics.definition, 'supergraphChanged', () => false),
};
