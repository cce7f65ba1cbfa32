/** The data of the mock platform: a small estate in the shape of the sample packages. */
export type Row = Record<string, unknown> & { id: string; displayName: string };

const applications = ['Core ledger', 'Mobile pay', 'Credit core'].map((name, at) => ({
  id: `app_${at + 1}`,
  displayName: `${['CLEDGER', 'MPAY', 'CREDIT'][at]} ${name}`,
  code: ['CLEDGER', 'MPAY', 'CREDIT'][at],
  name,
  owner: ['platform', 'retail', 'lending'][at],
  state: 'online',
}));
const units = Array.from({ length: 6 }, (_, at) => ({
  id: `unit_${at + 1}`,
  displayName: `${applications[at % 3]?.code?.toLowerCase()}-${['post', 'gate', 'score', 'bal', 'push', 'rule'][at]}`,
  code: ['post', 'gate', 'score', 'bal', 'push', 'rule'][at],
  state: at === 4 ? 'draft' : 'online',
  application: `app_${(at % 3) + 1}`,
}));
const hosts = Array.from({ length: 28 }, (_, at) => ({
  id: `host_${at + 1}`,
  displayName: `clapp-sz-${String(31 + at).padStart(3, '0')}`,
  ip: `10.37.${8 + Math.floor(at / 16)}.${31 + at}`,
  os: at % 3 ? 'debian 12' : 'debian 13',
  state: at % 9 === 3 ? 'draining' : 'online',
  unit: `unit_${(at % 6) + 1}`,
}));
const agents = hosts.slice(0, 12).map((host, at) => ({
  id: `agent_${at + 1}`,
  displayName: `agent on ${host.displayName}`,
  host: host.id,
  version: at % 4 ? '2.9.4' : '2.9.3',
  state: 'running',
}));

export const OBJECTS: Record<string, Row[]> = {
  'estate:application': applications,
  'estate:unit': units,
  'estate:host': hosts,
  'shell:agent': agents,
};

const attribute = (name: string, dataType = 'str', references: string | null = null) => ({
  name,
  dataType,
  description: '',
  required: name === 'displayName',
  multiple: false,
  references,
});
const entity = (
  name: string,
  attributes: ReturnType<typeof attribute>[],
  referencedBy: { fromEntity: string; attribute: string }[],
) => ({
  id: `entity_${name}`,
  name,
  packageName: name.split(':')[0],
  entityName: name.split(':')[1],
  displayName: name.split(':')[1],
  description: '',
  modelVersion: 3,
  attributes: [attribute('id'), attribute('displayName'), ...attributes],
  referencedBy,
});

export const ENTITIES = [
  entity(
    'estate:application',
    ['name', 'code', 'owner', 'state'].map((name) => attribute(name)),
    [{ fromEntity: 'estate:unit', attribute: 'application' }],
  ),
  entity(
    'estate:unit',
    [attribute('code'), attribute('state'), attribute('application', 'ref', 'estate:application')],
    [{ fromEntity: 'estate:host', attribute: 'unit' }],
  ),
  entity(
    'estate:host',
    [attribute('ip'), attribute('os'), attribute('state'), attribute('unit', 'ref', 'estate:unit')],
    [{ fromEntity: 'shell:agent', attribute: 'host' }],
  ),
  entity('shell:agent', [attribute('host', 'ref', 'estate:host'), attribute('version'), attribute('state')], []),
  entity('monitor:endpoint', [attribute('host', 'ref', 'estate:host'), attribute('alarms', 'int')], []),
  entity('artifacts:package', [attribute('unit', 'ref', 'estate:unit'), attribute('md5')], []),
];
ENTITIES.find((one) => one.name === 'estate:host')?.referencedBy.push({
  fromEntity: 'monitor:endpoint',
  attribute: 'host',
});
ENTITIES.find((one) => one.name === 'estate:unit')?.referencedBy.push({
  fromEntity: 'artifacts:package',
  attribute: 'unit',
});

export const toObject = (name: string, row: Row) => {
  const { id, displayName, ...attributes } = row;
  return { id: `${name}/${id}`, entity: name, objectId: id, displayName, attributes };
};

/** A walk along `a:b`, `.attribute`, `>pkg:entity` and `~(attribute)pkg:entity`, good enough to draw with. */
export function walk(expression: string, rootId?: string | null) {
  const steps = [...expression.matchAll(/(^|[>~.])(?:\((\w+)\))?(\w+(?::\w+)?)(\{[^}]*\}?)?/g)];
  const segments: { entity: string; via: string | null; direction: string | null; start: number; end: number }[] = [];
  const problems: {
    code: string;
    message: string;
    position: number;
    end: number;
    expected: string[];
    suggestion: string | null;
  }[] = [];
  let rows: Row[] = [];
  let current = '';
  let via: string | null = null;
  for (const step of steps) {
    const [whole, symbol, back, name = '', filter] = step;
    const position = step.index;
    if (symbol === '.') {
      via = name;
      const known = ENTITIES.find((one) => one.name === current)?.attributes.some((one) => one.name === name);
      if (!known)
        problems.push({
          code: 'UNKNOWN_ATTRIBUTE',
          message: `${current} has no attribute "${name}".`,
          position: position + 1,
          end: position + whole.length,
          expected: ENTITIES.find((one) => one.name === current)?.attributes.map((one) => one.name) ?? [],
          suggestion: null,
        });
      continue;
    }
    if (!ENTITIES.some((one) => one.name === name)) {
      problems.push({
        code: 'UNKNOWN_ENTITY',
        message: `There is no entity "${name}".`,
        position,
        end: position + whole.length,
        expected: ENTITIES.map((one) => one.name),
        suggestion: ENTITIES.find((one) => one.name.startsWith(name.slice(0, 4)))?.name ?? null,
      });
      break;
    }
    const all = OBJECTS[name] ?? [];
    if (symbol === '>') rows = all.filter((row) => rows.some((from) => from[via ?? ''] === row.id));
    else if (symbol === '~') rows = all.filter((row) => rows.some((to) => row[back ?? ''] === to.id));
    else rows = rootId ? all.filter((row) => row.id === rootId) : all;
    const match = filter?.match(/(\w+)\s+eq\s+'([^']*)'/);
    if (match) rows = rows.filter((row) => String(row[match[1] ?? '']) === match[2]);
    segments.push({
      entity: name,
      via: symbol === '~' ? (back ?? null) : symbol === '>' ? via : null,
      direction: symbol === '~' ? 'REVERSE' : symbol === '>' ? 'FORWARD' : null,
      start: position,
      end: position + whole.length,
    });
    current = name;
    via = null;
  }
  if (segments.length === 0 && problems.length === 0)
    problems.push({
      code: 'SYNTAX',
      message: 'An expression starts with package:entity.',
      position: 0,
      end: Math.max(1, expression.length),
      expected: ['package:entity'],
      suggestion: null,
    });
  return {
    check: { ok: problems.length === 0, resultEntity: current || null, resultAttribute: via, segments, problems },
    objects: problems.length ? [] : rows.map((row) => toObject(current, row)),
  };
}
