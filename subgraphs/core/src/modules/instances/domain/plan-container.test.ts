import { describe, expect, it } from 'vitest';
import { demandsOf } from './demands.ts';
import { planContainer, variablesOf } from './plan-container.ts';
import { CONFINED, type RuntimeDeclaration } from './runtime.ts';

const runtime = (fields: Partial<RuntimeDeclaration>): RuntimeDeclaration => ({
  ...{ start: '', imageName: 'a:1', environment: [], portBindings: [], volumeBindings: [], secretFiles: [] },
  ...{ healthPath: '', confinement: CONFINED },
  ...fields,
});
const values = new Map([
  ['ALLOCATE_PORT', '20001'],
  ['BASE_MOUNT_PATH', '/data/mounts'],
  ['SECRET', 'a{{ALLOCATE_PORT}}=b,c'],
  ['EMPTY', ''],
]);
const plan = (fields: Partial<RuntimeDeclaration>) => planContainer(runtime(fields), values, ['/data/mounts']);

describe('variables', () => {
  it('collects all of a text, not only the last', () => {
    const environment = [{ name: 'A', value: '{{ONE}}-{{TWO}}' }];
    expect(variablesOf(runtime({ environment, portBindings: ['{{P}}:80'], volumeBindings: ['{{V}}/x:/y'] }))).toEqual([
      'ONE',
      'TWO',
      'P',
      'V',
    ]);
  });

  it('puts values in as they are: nothing in them is split or replaced again', () => {
    const environment = [
      { name: 'A', value: 'x{{SECRET}}' },
      { name: 'B', value: '{{ABSENT}}' },
    ];
    expect(plan({ environment }).environment).toEqual({ A: 'xa{{ALLOCATE_PORT}}=b,c', B: '' });
    expect(plan({ start: 'node x --port {{ALLOCATE_PORT}} --s {{SECRET}}' }).command).toEqual([
      'node',
      'x',
      '--port',
      '20001',
      '--s',
      'a{{ALLOCATE_PORT}}=b,c',
    ]);
  });
});

describe('ports', () => {
  it('binds fixed and allocated ports, and drops what resolves to nothing', () => {
    expect(plan({ portBindings: ['19091:19091', '{{ALLOCATE_PORT}}:8080', '{{EMPTY}}'] }).ports).toEqual([
      { hostPort: 19_091, containerPort: 19_091 },
      { hostPort: 20_001, containerPort: 8_080 },
    ]);
  });

  it.each(['abc:80', '80:0', '70000:80'])('refuses "%s"', (binding) => {
    expect(() => plan({ portBindings: [binding] })).toThrow(`"${binding}" binds no port`);
  });
});

describe('volumes', () => {
  it('allows folders below the data folder, and the time zone read only', () => {
    expect(
      plan({ volumeBindings: ['{{BASE_MOUNT_PATH}}/a/log:/app/log', '/etc/localtime:/etc/localtime'] }).volumes,
    ).toEqual([
      { hostPath: '/data/mounts/a/log', containerPath: '/app/log', readOnly: false },
      { hostPath: '/etc/localtime', containerPath: '/etc/localtime', readOnly: true },
    ]);
  });

  it.each([
    ['/:/host', '/'],
    ['/var/run/docker.sock:/s', '/var/run/docker.sock'],
    ['{{BASE_MOUNT_PATH}}/../../etc:/etc', '/etc'],
    ['{{BASE_MOUNT_PATH}}/../secret-files:/x', '/data/secret-files'],
    ['{{BASE_MOUNT_PATH}}:/all', '/data/mounts'],
    ['relative:/x', 'relative'],
  ])('asks for a grant for "%s"', (binding, path) => {
    const found = demandsOf(runtime({ volumeBindings: [binding] }), values, ['/data/mounts']);
    expect(found).toEqual([{ key: `volume:${path}`, kind: 'VOLUME', what: path }]);
  });

  it('takes the mode of a volume, and drops one whose variable is empty', () => {
    const volumeBindings = ['{{BASE_MOUNT_PATH}}/a:/a:ro', '{{EMPTY}}:/b', '{{EMPTY}}'];
    expect(plan({ volumeBindings }).volumes).toEqual([
      { hostPath: '/data/mounts/a', containerPath: '/a', readOnly: true },
    ]);
  });
});

describe('rights', () => {
  it('lists what goes beyond those of every container', () => {
    const confinement = { ...CONFINED, privileged: true, hostNetwork: true, capabilities: ['CHOWN', 'NET_ADMIN'] };
    expect(demandsOf(runtime({ confinement }), values, []).map(({ key }) => key)).toEqual([
      ...['privileged', 'host-network', 'capability:NET_ADMIN'],
    ]);
    expect(demandsOf(runtime({}), values, [])).toEqual([]);
  });
});
