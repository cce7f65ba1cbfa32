import { parseManifest } from '@wecube/plugin-adapters/contract';
import { describe, expect, it } from 'vitest';
import { effectiveVariable, type SystemVariable } from '../../system-variables/domain/system-variable.ts';
import { aSystemVariable } from '../../system-variables/testing.ts';
import { planContainer, variablesOf } from '../domain/plan-container.ts';
import { runtimeFor } from '../domain/runtime.ts';
import { withLicence } from '../domain/with-licence.ts';
import { mountsDir, pluginDataDir, resolveVariables } from './resolve-variables.ts';

const DATA = '/data';

type Launch = {
  docker?: string;
  parameters?: string;
  edition?: string;
  variables?: SystemVariable[];
  given?: ReadonlyMap<string, { value: string; secret: boolean }>;
};

/** What the container of package `own` is given on port 20005 of 10.0.0.7. */
async function launch({ docker = '', parameters = '', edition = '', variables = [], given }: Launch) {
  const parsed = parseManifest(
    `<package name="own" version="v1.0.0" edition="${edition}"><systemParameters>${parameters}</systemParameters>
     <resourceDependencies><docker imageName="own:1" containerName="own" ${docker}/></resourceDependencies>
     <plugins/></package>`,
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  const { manifest } = parsed;
  const runtime = withLicence(runtimeFor(manifest, 'DOCKER'), manifest.edition);
  const resolved = await resolveVariables(
    {
      variables: {
        effective: async (name, packageName, declared) =>
          effectiveVariable(
            variables.filter((variable) => variable.name === name),
            packageName,
            declared && { ...declared, secret: false },
          ),
      },
      settings: { dataDir: DATA, publicUrl: 'http://platform' },
    },
    {
      ...{ names: variablesOf(runtime), pack: { name: 'own', manifest }, port: 20_005, ...(given && { given }) },
      host: { address: '10.0.0.7' },
      identity: { systemCode: 'SYS_OWN', privateKey: 'the private key', signingKey: 'the signing key' },
    },
  );
  return {
    ...planContainer(runtime, resolved.values, [mountsDir(DATA), pluginDataDir(DATA, 'own')]),
    secrets: resolved.secrets,
  };
}

const environment = async (envVariables: string, rest: Launch = {}) =>
  (await launch({ ...rest, docker: `envVariables="${envVariables}"` })).environment;
const parameter = (name: string, value: string, scope = 'plugins') =>
  `<systemParameter name="${name}" defaultValue="${value}" scopeType="${scope}"/>`;
const global = (name: string, value: string, packageName = '') =>
  aSystemVariable({ packageName, name, defaultValue: value });

describe('order of resolution', () => {
  it('takes what is built in before everything else', async () => {
    const names = ['ALLOCATE_PORT', 'ALLOCATE_HOST', 'MONITOR_PORT', 'BASE_MOUNT_PATH', 'SUB_SYSTEM_CODE'];
    const parameters = names.map((name) => parameter(name, 'mine')).join('');
    const variables = names.map((name) => global(name, 'theirs'));
    const asked = names.map((name) => `${name}={{${name}}}`).join(',');
    expect(await environment(asked, { parameters, variables })).toEqual({
      ...{ ALLOCATE_PORT: '20005', ALLOCATE_HOST: '10.0.0.7', MONITOR_PORT: '30005' },
      ...{ BASE_MOUNT_PATH: '/data/mounts', SUB_SYSTEM_CODE: 'SYS_OWN' },
    });
  });

  it('gives the keys of the identity, and masks them', async () => {
    const { environment: seen, secrets } = await launch({
      docker: 'envVariables="A={{SUB_SYSTEM_KEY}},B={{JWT_SIGNING_KEY}}"',
    });
    expect(seen).toEqual({ A: 'the private key', B: 'the signing key' });
    expect(secrets).toEqual(expect.arrayContaining(['the private key', 'the signing key']));
  });

  it('gives DB_*, S3_* and proxies that the launch made before what people say', async () => {
    const given = new Map([
      ['DB_HOST', { value: 'db.local', secret: false }],
      ['DB_PWD', { value: 'made for it', secret: true }],
    ]);
    const docker = 'envVariables="H={{DB_HOST}},P={{DB_PWD}}"';
    const launched = await launch({ docker, given, variables: [global('DB_HOST', 'elsewhere')] });
    expect(launched.environment).toEqual({ H: 'db.local', P: 'made for it' });
    expect(launched.secrets).toContain('made for it');
  });

  it('takes its own variable before a global one of the same name', async () => {
    const parameters = parameter('A', 'mine');
    expect(await environment('A={{A}}', { parameters, variables: [global('A', 'theirs')] })).toEqual({ A: 'mine' });
  });

  it('takes a value that a person set before the default, of its own and of global ones', async () => {
    const own = aSystemVariable({ packageName: 'own', name: 'A', scope: 'plugins', value: 'set' });
    const parameters = parameter('A', 'default');
    expect(await environment('A={{A}}', { parameters, variables: [own] })).toEqual({ A: 'set' });
    const theirs = aSystemVariable({ packageName: 'x', name: 'B', defaultValue: 'd', value: 'set' });
    expect(await environment('B={{B}}', { variables: [theirs] })).toEqual({ B: 'set' });
  });

  it('takes its own declaration while another version is the active one', async () => {
    const inactive = aSystemVariable({ packageName: 'own', name: 'A', active: false, defaultValue: 'of v2' });
    const parameters = parameter('A', 'of v1');
    expect(await environment('A={{A}}', { parameters, variables: [inactive] })).toEqual({ A: 'of v1' });
    const set = { ...inactive, value: 'set' };
    expect(await environment('A={{A}}', { parameters, variables: [set] })).toEqual({ A: 'set' });
  });

  it('takes active global variables of others, never inactive ones and never those of their own scope', async () => {
    expect(await environment('A={{A}}', { variables: [global('A', 'x', 'other')] })).toEqual({ A: 'x' });
    expect(await environment('A={{A}}', { variables: [{ ...global('A', 'x', 'other'), active: false }] })).toEqual({
      A: '',
    });
    const foreign = aSystemVariable({ packageName: 'other', name: 'A', scope: 'plugins' });
    expect(await environment('A={{A}}', { variables: [foreign] })).toEqual({ A: '' });
  });

  it('leaves empty what nobody knows, and what is declared with an empty default', async () => {
    expect(await environment('A={{CORE_ADDR}},B={{B}}', { parameters: parameter('B', '') })).toEqual({ A: '', B: '' });
  });

  it('does not look for a global value where its own default is empty', async () => {
    const parameters = parameter('A', '');
    expect(await environment('A={{A}}', { parameters, variables: [global('A', 'theirs')] })).toEqual({ A: '' });
  });
});

describe('GATEWAY_URL', () => {
  it("is the platform's own address unless a person says otherwise", async () => {
    expect(await environment('G={{GATEWAY_URL}}')).toEqual({ G: 'http://platform' });
    expect(await environment('G={{GATEWAY_URL}}', { variables: [global('GATEWAY_URL', 'http://g')] })).toEqual({
      G: 'http://g',
    });
  });

  it('gives way to GATEWAY_URL_NEW when that has a value', async () => {
    const variables = [global('GATEWAY_URL', 'http://old'), global('GATEWAY_URL_NEW', 'http://new')];
    expect(await environment('G={{GATEWAY_URL}}', { variables })).toEqual({ G: 'http://new' });
    const empty = [global('GATEWAY_URL', 'http://old'), global('GATEWAY_URL_NEW', '')];
    expect(await environment('G={{GATEWAY_URL}}', { variables: empty })).toEqual({ G: 'http://old' });
  });

  it('is one address also where a cluster lists several', async () => {
    const variables = [global('GATEWAY_URL', 'http://a:1, http://b:2')];
    expect(await environment('G={{GATEWAY_URL}}', { variables })).toEqual({ G: 'http://a:1' });
  });
});

describe('lists', () => {
  it('are split at commas before values are put in, and at the first "="', async () => {
    const parameters = parameter('LIST', 'a,b=c,{{ALLOCATE_PORT}}');
    expect(await environment('A={{LIST}},B=x=y={{LIST}}', { parameters })).toEqual({
      A: 'a,b=c,{{ALLOCATE_PORT}}',
      B: 'x=y=a,b=c,{{ALLOCATE_PORT}}',
    });
  });

  it('resolve every variable of an item', async () => {
    expect(await environment('A={{ALLOCATE_HOST}}:{{ALLOCATE_PORT}}')).toEqual({ A: '10.0.0.7:20005' });
  });

  it('drop ports that resolve to nothing, and keep fixed ones beside the allocated', async () => {
    const docker = 'portBindings="{{ALLOCATE_PORT}}:8080,{{EXTRA}},{{MONITOR_PORT}}:9100,4505:4505"';
    expect((await launch({ docker })).ports).toEqual([
      { hostPort: 20_005, containerPort: 8080 },
      { hostPort: 30_005, containerPort: 9100 },
      { hostPort: 4505, containerPort: 4505 },
    ]);
  });

  it('mount folders below {{BASE_MOUNT_PATH}}', async () => {
    const { volumes } = await launch({ docker: 'volumeBindings="{{BASE_MOUNT_PATH}}/own/logs:/logs"' });
    expect(volumes).toEqual([{ hostPath: '/data/mounts/own/logs', containerPath: '/logs', readOnly: false }]);
  });
});

describe('licence', () => {
  const LICENCE = { LICENSE_CODE: 'c', LICENSE_PK: '', LICENSE_DATA: '', LICENSE_SIGNATURE: '' };
  const variables = [global('LICENSE_CODE', 'c')];

  it('is given to an enterprise package though it does not declare it', async () => {
    expect(await environment('A=1', { edition: 'enterprise', variables })).toEqual({ ...LICENCE, A: '1' });
  });

  it('is not given to any other edition', async () => {
    for (const edition of ['', 'community'])
      expect(await environment('A=1', { edition, variables })).toEqual({ A: '1' });
  });

  it('is what the package says where it declares it', async () => {
    expect(await environment('LICENSE_CODE=own', { edition: 'enterprise', variables })).toEqual({
      ...LICENCE,
      LICENSE_CODE: 'own',
    });
  });
});

it('fills secret files like the environment, and their values are in no environment', async () => {
  const given = new Map([['DB_PWD', { value: 'geheim', secret: true }]]);
  const { secretFiles, environment: seen } = await launch({ docker: 'secretFiles="/run/db={{DB_PWD}}"', given });
  expect(secretFiles).toEqual([{ path: '/run/db', content: 'geheim' }]);
  expect(seen).toEqual({});
});
