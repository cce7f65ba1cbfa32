export const PACKAGE = 'cmdb';

/** From the top: what an entity is called, how many objects it has, by which attribute each hangs on the one above. */
const LEVELS = [
  { name: 'application', share: 0.001 },
  { name: 'system', share: 0.019, parent: 'application', peers: 'shares', many: 5 },
  { name: 'unit', share: 0.18, parent: 'system', peers: 'uses', many: 4 },
  { name: 'host', share: 0.3, parent: 'unit', peers: 'serves', many: 4 },
  { name: 'address', share: 0.5, parent: 'host', peers: 'routes', many: 4 },
];

const text = (name) => ({ name, dataType: 'str', description: '' });
const reference = (name, target, multiple) => ({
  ...{ name, dataType: 'ref', description: '', multiple },
  ...{ refPackageName: PACKAGE, refEntityName: target, refAttributeName: 'id' },
});

/** Five entities in a row, each with one reference to the one above and a list of references to more of them: diamonds. */
export const model = LEVELS.map(({ name, parent, peers }) => ({
  packageName: PACKAGE,
  ...{ name, displayName: name, description: '' },
  attributes: [
    ...['id', 'displayName', 'name', 'code', 'state'].map(text),
    ...(parent ? [reference(parent, parent, 'N'), reference(peers, parent, 'Y')] : []),
  ],
}));

/** So many objects in all, with some 500,000 references on 100,000 of them; the same ones every time. */
export function seed(objects) {
  const rows = {};
  let above = [];
  for (const { name, share, parent, peers, many } of LEVELS) {
    const count = Math.round(objects * share);
    rows[name] = Array.from({ length: count }, (_, at) => ({
      ...{
        id: `${name}_${at}`,
        name: `${name} ${at}`,
        code: `${name}-${at % 100}`,
        state: at % 7 ? 'online' : 'offline',
      },
      ...(parent && { [parent]: above[at % above.length], [peers]: peersOf(at, above, many) }),
    }));
    above = rows[name].map(({ id }) => id);
  }
  return rows;
}

/** Spread over all of them without chance, so that two runs measure the same. */
function peersOf(at, above, many) {
  return Array.from({ length: many }, (_, number) => above[(at * 7919 + number * 104_729 + 1) % above.length]);
}
