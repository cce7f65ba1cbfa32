import { readFileSync } from 'node:fs';
import { createInProcessPubSub, systemClock } from '@wecube/kit';
import { type Manifest, parseManifest } from '@wecube/plugin-adapters/contract';
import type { CoreDatabase } from '@wecube/prisma';
import { describeDatabases } from '@wecube/prisma/testing';
import { beforeEach, expect, it } from 'vitest';
import { createAuditModule } from '../audit/index.ts';
import { aPackage } from '../packages/testing.ts';
import { createSystemVariablesModule } from '../system-variables/index.ts';
import { createServicesBench, SESSION } from './testing-bench.ts';

const FIXTURES = new URL('../../../../../plugin-adapters/contract/fixtures/', import.meta.url);
const WHOLE = readFileSync(new URL('whole-plugin-config.xml', FIXTURES), 'utf8');

const input = (name: string) => `<parameter datatype="string" mappingType="entity" required="Y">${name}</parameter>`;
const body = (interfaces: string) => `<systemParameters>
    <systemParameter name="GARDEN_SEASON" scopeType="global" defaultValue="spring"/>
    <systemParameter name="GARDEN_PASSWORD" scopeType="garden" defaultValue="hunter2"/>
  </systemParameters>
  <plugins><plugin name="water">${interfaces}</plugin></plugins>`;
const POUR = `<interface action="pour" path="/garden/v1/water/pour" idempotency="safe">
    <inputParameters>${input('season')}${input('extra')}</inputParameters></interface>`;
const STOP = '<interface action="stop" path="/garden/v1/water/stop"/>';
const garden = (interfaces = POUR + STOP) =>
  aPackage({ name: 'garden', version: 'v2.10.0.3', body: body(interfaces), status: 'REGISTERED' });

function parsed(xml: string): Manifest {
  const result = parseManifest(xml);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.manifest;
}

type Plugins = Manifest['plugins'];

/** What a file says, in an order of its own. */
function sayings(plugins: Plugins) {
  const byRole = (one: { permission: string; role: string }) => `${one.permission} ${one.role}`;
  return plugins
    .map(({ roleBinds, interfaces, paramObjects, ...plugin }) => ({
      ...plugin,
      roleBinds: roleBinds.map(byRole).sort(),
      paramObjects: [...paramObjects].sort((a, b) => (a.name < b.name ? -1 : 1)),
      interfaces: [...interfaces].sort((a, b) => (a.action < b.action ? -1 : 1)),
    }))
    .sort((a, b) => (a.registerName < b.registerName ? -1 : 1));
}

describeDatabases('core', (open) => {
  let database: CoreDatabase;
  let bench: Awaited<ReturnType<typeof createServicesBench>>;
  beforeEach(async () => {
    database = await open();
    await database.client.systemVariable.deleteMany();
    const variables = await createSystemVariablesModule({
      ...{ database, clock: systemClock, pubSub: createInProcessPubSub(), platform: [] },
      audit: createAuditModule({ database, clock: systemClock }),
      secretBox: { seal: (plain) => `sealed ${plain}`, open: (sealed) => sealed.slice('sealed '.length) },
    });
    bench = await createServicesBench(database, { variables: variables.ofPackage });
    bench.world.entities = new Set(['garden:bed']);
    bench.world.roles = ['GARDENER', 'SUPER_ADMIN'];
    const pack = garden();
    await bench.register(pack);
    await database.transaction((tx) =>
      variables.participant.apply({ kind: 'REGISTER', package: pack, previous: null }, tx, SESSION),
    );
  });

  const take = (content: string, dryRun = false, session = SESSION) =>
    bench.commands.importFile({ packageName: 'garden', content, dryRun }, session);
  const give = (format: 'YAML' | 'WECUBE_XML', options: object = {}) =>
    bench.commands.exportFile({ packageName: 'garden', format, ...options }, SESSION);
  const named = (change: string, steps: Awaited<ReturnType<typeof take>>['steps']) =>
    steps.filter((one) => one.change === change).map(({ title }) => title);

  it("takes WeCube's own file over without loss", async () => {
    const outcome = await take(WHOLE);
    expect(outcome).toMatchObject({ applied: true, problems: [], untouched: ['garden/water'] });
    expect(named('ADDED', outcome.steps)).toEqual(['garden/water(daily)', 'garden/water(weekly)']);
    const back = parsed((await give('WECUBE_XML')).content);
    const before = parsed(WHOLE);
    const [daily, weekly] = sayings(back.plugins);
    const [wantedDaily, wantedWeekly] = sayings(before.plugins);
    expect(weekly).toEqual(wantedWeekly);
    // The version has an input that the file does not speak of; everything else is as it was.
    const [pour, ...rest] = daily?.interfaces ?? [];
    expect(pour?.inputs.at(-1)).toMatchObject({ name: 'extra' });
    expect({ ...daily, interfaces: [{ ...pour, inputs: pour?.inputs.slice(0, -1) }, ...rest] }).toEqual(wantedDaily);
    expect(back.systemParameters).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'GARDEN_SEASON', value: 'autumn', defaultValue: 'spring', status: 'active' }),
        expect.objectContaining({ name: 'GARDEN_OLD', status: 'inactive' }),
      ]),
    );
  });

  it('says what it takes, changes and leaves before it does', async () => {
    const outcome = await take(WHOLE, true);
    expect(outcome).toMatchObject({ applied: false, problems: [] });
    expect(outcome.variables).toEqual([
      { name: 'GARDEN_SEASON', change: 'CHANGED' },
      { name: 'GARDEN_OLD', change: 'ADDED' },
    ]);
    expect(await bench.services.list()).toHaveLength(2);
    expect(await database.client.systemVariable.count({ where: { name: 'GARDEN_OLD' } })).toBe(0);
    await take(WHOLE);
    const again = await take(WHOLE);
    expect(named('UNCHANGED', again.steps)).toHaveLength(2);
    expect(again.variables.every(({ change }) => change === 'UNCHANGED')).toBe(true);
    const changed = await take(WHOLE.replace('status="DISABLED"', 'status="ENABLED"').replace('>daily<', '>daily<'));
    expect(named('CHANGED', changed.steps)).toEqual(['garden/water(weekly)']);
    expect(changed.steps[1]).toMatchObject({ changed: ['status'] });
  });

  it('names what is missing here: interfaces, plugins, roles, entities', async () => {
    await bench.register(garden(POUR));
    bench.world.roles = ['SUPER_ADMIN'];
    bench.world.entities.clear();
    const plugin = '<plugin name="wind" registerName="x"><interface action="blow" path="/garden/v1/blow"/></plugin>';
    const outcome = await take(WHOLE.replace('</plugins>', `${plugin}</plugins>`));
    const [daily, weekly, wind] = outcome.steps;
    expect(daily?.notes.map(({ code }) => code)).toEqual([
      'IMPORT_INTERFACE_MISSING',
      'IMPORT_PARAMETERS_UNDECLARED',
      'IMPORT_PARAMETERS_ADDED',
      'IMPORT_NOT_CALLABLE',
    ]);
    expect(weekly).toMatchObject({ change: 'LEFT_OUT', notes: [{ code: 'IMPORT_INTERFACE_MISSING' }] });
    expect(wind).toMatchObject({ change: 'LEFT_OUT', notes: [{ code: 'IMPORT_PLUGIN_MISSING' }] });
    expect(outcome.notes).toMatchObject([{ code: 'IMPORT_ROLE_MISSING', parameters: { role: 'GARDENER' } }]);
    // Nobody has the role, so nobody else may change it.
    expect(await bench.registration('garden/water(daily)')).toMatchObject({
      status: 'ENABLED',
      roles: [{ role: 'GARDENER' }, { role: 'GARDENER' }, { role: 'SUPER_ADMIN' }],
    });
    expect(await bench.services.find('garden/water(daily)/pour')).toMatchObject({ enabled: false });
    bench.world.roles = null;
    expect((await take(WHOLE, true)).notes).toMatchObject([{ code: 'IMPORT_ROLES_UNCHECKED' }]);
  });

  it('takes nothing when one thing cannot be taken', async () => {
    await take(WHOLE);
    const name = 'garden/water(weekly)/stop';
    bench.world.uses = [{ name: 'Water the garden', version: 2, services: ['garden/water(daily)/pour'] }];
    const changed = WHOLE.replace('status="ENABLED"', 'status="DISABLED"').replace(
      'filterRule=""',
      `filterRule="{a eq '1'}"`,
    );
    const outcome = await take(changed);
    expect(outcome).toMatchObject({ applied: false, problems: [{ code: 'SERVICE_STILL_USED' }] });
    expect(await bench.services.find('garden/water(daily)/pour')).toMatchObject({ enabled: true });
    expect(await bench.services.find(name)).toMatchObject({ filterRule: '' });
  });

  it('is the same YAML for the same content, and takes it back', async () => {
    await take(WHOLE);
    const { content, fileName } = await give('YAML');
    expect(fileName).toBe('garden-v2.10.0.3-services.yaml');
    expect(content).toMatchInlineSnapshot(`
      "format: wecube.service-registrations/1
      package: garden
      version: v2.10.0.3
      registrations:
        - plugin: water
          name: daily
          status: ENABLED
          target: garden:bed
          targetFilter: "{length gt '1'}"
          roles:
            MGMT:
              - GARDENER
            USE:
              - GARDENER
              - SUPER_ADMIN
          objects:
            - name: label
              expression: garden:plant
              packageName: garden
              source: garden__v2.9.0
              latestSource: garden__v2.10.0.3
              properties:
                - name: key
                  mapping: entity
                  expression: garden:plant.kind
                  sensitive: true
                - name: nested
                  type: object
                  mapping: object
                  object: tag
                  multiple: true
            - name: tag
              packageName: garden
              source: garden__v2.9.0
              latestSource: garden__v2.10.0.3
              properties:
                - name: colour
                  mapping: constant
                  expression: red "&" <white>
                - name: season
                  mapping: system_variable
                  expression: GARDEN_SEASON
          interfaces:
            - action: pour
              path: /garden/v1/water/pour
              method: PUT
              type: APPROVAL
              async: true
              idempotency: KEYED
              filter: "{state eq 'dry'}"
              description: 浇水 <now>
              inputs:
                - name: season
                  mapping: system_variable
                  variable: GARDEN_SEASON
                  required: true
                  sensitive: true
                - name: times
                  type: int
                  mapping: constant
                  value: "6"
                  multiple: true
                  description: Times a day
                - name: litres
                  mapping: constant
                  value: "5"
                - name: kinds
                  mapping: entity
                  expression: garden:bed~(bed)garden:plant{kind eq 'it''s "x"'}.kind
                  required: true
                  multiple: true
                - name: procInstId
                  mapping: context
                - name: label
                  type: object
                  mapping: object
                  object: label
                - name: beds
                  type: list
                  mapping: entity
                  expression: garden:bed.neighbours>garden:bed.id
                - name: extra
                  mapping: entity
                  required: true
              outputs:
                - name: errorCode
                  mapping: context
                - name: length
                  type: int
                  mapping: entity
                  expression: garden:bed.length
                  sensitive: true
                - name: state
                  mapping: assign
                  expression: garden:bed.state
                  value: wet
            - action: stop
              path: /garden/v1/water/stop
        - plugin: water
          name: weekly
          status: DISABLED
          interfaces:
            - action: stop
              path: /garden/v1/water/stop
      systemParameters:
        - name: GARDEN_OLD
          scope: garden
          status: inactive
          source: person
          packageName: garden
        - name: GARDEN_PASSWORD
          scope: garden
          status: active
          source: garden__v2.10.0.3
          packageName: garden
        - name: GARDEN_SEASON
          scope: global
          default: spring
          value: autumn
          status: active
          source: garden__v2.10.0.3
          packageName: garden
      "
    `);
    const before = await bench.services.list();
    expect(named('UNCHANGED', (await take(content)).steps)).toHaveLength(2);
    const weekly = await bench.registration('garden/water(weekly)');
    await bench.commands.remove(weekly, SESSION);
    const again = await take(content.replace('mapping: context', 'mapping: context'));
    expect(named('ADDED', again.steps)).toEqual(['garden/water(weekly)']);
    const told = ({ inputs, outputs, name, enabled, idempotency }: (typeof before)[number]) => ({
      inputs,
      outputs,
      name,
      enabled,
      idempotency,
    });
    expect((await bench.services.list()).map(told)).toEqual(before.map(told));
    expect((await give('YAML')).content).toBe(content);
    const json = JSON.stringify({
      format: 'wecube.service-registrations/1',
      package: 'garden',
      version: 'v1',
      registrations: [],
    });
    expect(await take(json)).toMatchObject({ applied: true, steps: [] });
  });

  it("keeps what WeCube's file cannot say", async () => {
    await take(WHOLE);
    const { id, rowVersion } = (await bench.services.find('garden/water(daily)/stop')) ?? { id: '', rowVersion: 0 };
    await bench.services.update({ id, rowVersion, idempotency: 'SAFE', enabled: false }, SESSION);
    await take(WHOLE);
    expect(await bench.services.find('garden/water(daily)/stop')).toMatchObject({
      ...{ idempotency: 'SAFE', switchedOff: true, enabled: false },
    });
  });

  it('gives secrets to nobody who does not ask for them and may', async () => {
    const plain = await give('WECUBE_XML');
    expect(plain.content).not.toContain('hunter2');
    expect(plain.notes).toMatchObject([{ code: 'EXPORT_SECRETS_LEFT', parameters: { names: ['GARDEN_PASSWORD'] } }]);
    expect((await give('WECUBE_XML', { withSecrets: true })).content).toContain('hunter2');
    const manager = { ...SESSION, kind: 'user' as const, actions: ['service:manage'] as const };
    const asked = { packageName: 'garden', format: 'YAML' as const, withSecrets: true };
    await expect(bench.commands.exportFile(asked, manager)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await take(WHOLE, true, manager as never)).toMatchObject({
      variables: [],
      notes: [{ code: 'IMPORT_VARIABLES_LEFT' }],
    });
    const audited = await database.client.auditEntry.findMany({ where: { action: 'service:manage' } });
    expect(audited.filter(({ detail }) => String(detail).includes('withSecrets'))).toHaveLength(2);
    await take(plain.content);
    const row = await database.client.systemVariable.findFirst({ where: { name: 'GARDEN_PASSWORD' } });
    expect(row).toMatchObject({ sealedDefault: 'sealed hunter2' });
  });

  it.each([
    ['no file at all', 'hello', 'IMPORT_UNREADABLE'],
    ['broken XML', '<package', 'IMPORT_UNREADABLE'],
    ['broken YAML', 'a: [1', 'IMPORT_UNREADABLE'],
    ['YAML that grows', 'a: &a [1]\nb: *a', 'IMPORT_UNREADABLE'],
    [
      'a misspelt key',
      'format: wecube.service-registrations/1\npackage: garden\nversion: v1\nregistration: []',
      'IMPORT_UNREADABLE',
    ],
    ['the file of another package', WHOLE.replace('name="garden"', 'name="farm"'), 'IMPORT_OTHER_PACKAGE'],
  ])('refuses %s', async (_, content, code) => {
    const outcome = await take(content);
    expect(outcome).toMatchObject({ applied: false, problems: [{ code }] });
    expect(outcome.problems[0]?.message).toContain('Nothing was changed');
  });
});
