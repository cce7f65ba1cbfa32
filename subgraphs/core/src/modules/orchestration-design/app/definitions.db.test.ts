import { createInProcessPubSub, type Session, serviceSession } from '@wecube/kit';
import { describeDatabases } from '@wecube/prisma/testing';
import { beforeAll, expect, it } from 'vitest';
import { createAuditModule } from '../../audit/index.ts';
import { createExpressionsModule } from '../../expressions/index.ts';
import { aPluginWith, ESTATE_MODEL } from '../../expressions/testing.ts';
import { aPackage } from '../../packages/testing.ts';
import type { DefinitionRecord } from '../domain/definition.ts';
import type { DesignService } from '../domain/design-service.ts';
import { createOrchestrationDesignModule } from '../module.ts';
import { aDefinition, aNode, aService } from '../testing.ts';
import { definitionTopic } from './change-definition.ts';

const ann: Session = { ...serviceSession('ann'), name: 'Ann' };
const bob: Session = { ...serviceSession('bob'), name: 'Bob' };
const VM_STOP = '<plugins><plugin name="vm"><interface action="stop" path="/cloud/vm/stop"/></plugin></plugins>';
const VALID = aDefinition(['start > a > end']);

describeDatabases('core', (open) => {
  let world: Awaited<ReturnType<typeof makeWorld>>;
  beforeAll(async () => {
    world = await makeWorld(await open());
  });

  it('creates a draft, once per idempotency key and person', async () => {
    const { commands } = world.design;
    const input = { name: ' Restart ', rootEntity: ' estate:host ', idempotencyKey: 'click-1' };
    const [first, second] = await Promise.all([commands.create(input, ann), commands.create(input, ann)]);
    expect(first.definition).toMatchObject({
      name: 'Restart',
      rootEntity: 'estate:host',
      version: 1,
      status: 'DRAFT',
      rowVersion: 1,
      createdBy: 'Ann',
    });
    expect(second.definition?.id).toBe(first.definition?.id);
    expect((await commands.create(input, bob)).definition?.id).not.toBe(first.definition?.id);
    expect(await world.find(first.definition?.id)).toEqual(first.definition);
  });

  it('tells every text of drafts and deployed versions that may name parts of the model', async () => {
    const expression = 'estate:host.unit>estate:unit~(unit)estate:host';
    const { id } = await world.draft(aDefinition(['start > a > end'], [aNode('a', { expression })]));
    const mine = async () => (await world.design.definitions.modelMentions()).filter((one) => one.id === id);
    const expected = [
      ['', 'estate:host'],
      ['a', expression],
    ];
    expect((await mine()).map(({ place, expression: text }) => [place, text])).toEqual(expected);
    await world.design.commands.deploy({ id }, ann);
    expect(await mine()).toHaveLength(2);
    await world.design.commands.disable({ id }, ann);
    expect(await mine()).toEqual([]);
  });

  it('refuses a definition without a name, or whose root is no entity', async () => {
    const { definition, problems } = await world.design.commands.create({ name: '  ', rootEntity: 'estate:hots' }, ann);
    expect(definition).toBeNull();
    expect(problems).toMatchObject([
      {
        code: 'INVALID_DEFINITION',
        message: 'The orchestration has no name.',
        path: ['name'],
        remedy: 'Give it a name.',
      },
      {
        code: 'INVALID_DEFINITION',
        message: 'The root entity is not valid: Package "estate" has no entity "hots". Did you mean "host"?',
        path: ['rootEntity'],
        remedy: 'Write "host".',
      },
    ]);
    const path = await world.design.commands.create({ name: 'Path', rootEntity: 'estate:host.unit>estate:unit' }, ann);
    expect(path.problems[0]?.message).toBe(
      'The root entity is not valid: It must name one entity, such as "estate:host", not a path.',
    );
  });

  it('saves a whole draft, unfinished as it may be, and gives it back as it was', async () => {
    const draft = await world.draft();
    const nodes = [
      aNode('a', {
        name: '重启',
        x: 1.5,
        y: -2,
        parameters: [
          { name: 'p', source: 'CONTEXT', value: null, fromNodeId: 'b', fromParameter: 'o', properties: null },
        ],
      }),
    ];
    const links = [{ id: 'l', source: 'a', target: 'gone', label: '"x"' }];
    const saved = await world.design.commands.save({ id: draft.id, rowVersion: 2, nodes, links }, bob);
    expect(saved.definition).toMatchObject({ nodes, links, rowVersion: 3, updatedBy: 'Bob', name: draft.name });
    expect(await world.find(draft.id)).toEqual(saved.definition);
  });

  it('lets two people on one draft lose nothing', async () => {
    const draft = await world.draft();
    const save = (by: Session, name: string) =>
      world.design.commands.save({ id: draft.id, rowVersion: draft.rowVersion, name, nodes: [], links: [] }, by);
    const outcomes = await Promise.all([save(ann, 'by Ann'), save(bob, 'by Bob')]);
    const won = outcomes.find(({ problems }) => problems.length === 0);
    const lost = outcomes.find(({ problems }) => problems.length > 0);
    const winner = won?.definition?.updatedBy as string;
    expect(lost?.problems).toMatchObject([
      {
        code: 'DRAFT_CHANGED',
        message: `${winner} changed this draft in the meantime. Nothing of either version was lost.`,
        path: ['rowVersion'],
        remedy: `Compare your changes with those of ${winner}, then save again.`,
      },
    ]);
    // The loser gets the winner's version to compare with.
    expect(lost?.definition).toEqual(won?.definition);
    expect(await world.find(draft.id)).toEqual(won?.definition);
  });

  it('refuses what cannot be kept, and keeps what was there', async () => {
    const draft = await world.draft();
    const nodes = [aNode('a'), aNode('a'), aNode('')];
    const { problems } = await world.design.commands.save(
      { id: draft.id, rowVersion: 2, nodes, links: [], name: 'n'.repeat(101) },
      ann,
    );
    expect(problems.map(({ message, path }) => [path?.join('.'), message])).toEqual([
      ['name', 'The name is longer than 100 characters.'],
      ['nodes.1.id', 'The id "a" is used twice.'],
      ['nodes.2.id', 'An id has 1 to 64 characters.'],
    ]);
    expect(await world.find(draft.id)).toEqual(draft);
  });

  it('deploys what is valid, says what is not, and never changes it again', async () => {
    const { commands } = world.design;
    const broken = await world.draft(aDefinition(['start > a > end'], [aNode('a', { service: 'shell/script/gone' })]));
    const refused = await commands.deploy({ id: broken.id }, ann);
    expect(refused.problems).toMatchObject([
      {
        code: 'SERVICE_UNKNOWN',
        message: 'The service "shell/script/gone" of "a" does not exist.',
        path: ['nodes', 'a', 'service'],
        remedy: 'Choose another service or register its package.',
      },
    ]);
    expect(refused.definition?.status).toBe('DRAFT');

    const draft = await world.draft();
    const { definition, problems } = await commands.deploy({ id: draft.id, rowVersion: draft.rowVersion }, ann);
    expect(problems).toEqual([]);
    expect(definition).toMatchObject({ status: 'DEPLOYED', version: 1, rowVersion: draft.rowVersion + 1 });
    expect(definition?.deployedAt).toBeInstanceOf(Date);
    const saved = await commands.save(
      { id: draft.id, rowVersion: definition?.rowVersion ?? 0, nodes: [], links: [] },
      ann,
    );
    expect(saved.problems[0]).toMatchObject({
      code: 'NOT_A_DRAFT',
      message: '"Restart" v1 is deployed and never changes again.',
    });
    expect((await commands.deleteDraft({ id: draft.id }, ann)).problems[0]).toMatchObject({ code: 'NOT_A_DRAFT' });
    expect((await commands.deploy({ id: draft.id }, ann)).problems[0]).toMatchObject({
      code: 'WRONG_DEFINITION_STATUS',
      message: '"Restart" v1 is deployed, not a draft.',
    });
    expect(await world.find(draft.id)).toEqual(definition);
  });

  it('is not deployed by somebody whose roles may not use what it calls', async () => {
    const draft = await world.draft();
    world.withheld.push('shell/script/run');
    const { problems } = await world.design.commands.deploy({ id: draft.id, rowVersion: draft.rowVersion }, ann);
    expect(problems).toMatchObject([{ code: 'SERVICE_NOT_YOURS', parameters: { service: 'shell/script/run' } }]);
    world.withheld.length = 0;
    expect(await world.design.commands.deploy({ id: draft.id }, ann)).toMatchObject({ problems: [] });
  });

  it('deploys only the draft that was looked at', async () => {
    const draft = await world.draft();
    const { problems } = await world.design.commands.deploy({ id: draft.id, rowVersion: draft.rowVersion - 1 }, bob);
    expect(problems[0]).toMatchObject({
      code: 'DEFINITION_CHANGED',
      message: 'Ann changed "Restart" v1 in the meantime. Nothing was done.',
    });
  });

  it('makes the next version as a draft, one at a time, and knows the latest', async () => {
    const { commands, definitions } = world.design;
    const first = await world.deployed();
    const made = await Promise.all([
      commands.newDraft({ id: first.id }, ann),
      commands.newDraft({ id: first.id }, bob),
    ]);
    const winner = made.find(({ problems }) => problems.length === 0)?.definition as DefinitionRecord;
    expect(winner).toMatchObject({
      key: first.key,
      version: 2,
      status: 'DRAFT',
      nodes: first.nodes,
      links: first.links,
    });
    const loser = made.find(({ problems }) => problems.length > 0);
    expect(loser?.problems[0]).toMatchObject({
      code: 'DRAFT_EXISTS',
      message: `"Restart" already has a draft, v2, last changed by ${winner.updatedBy}.`,
    });
    expect(loser?.definition?.id).toBe(winner.id);

    expect((await definitions.latestDeployed(first.key))?.version).toBe(1);
    await commands.deploy({ id: winner.id }, ann);
    expect((await definitions.latestDeployed(first.key))?.version).toBe(2);
    await commands.disable({ id: winner.id }, ann);
    expect((await definitions.latestDeployed(first.key))?.version).toBe(1);
    expect((await commands.enable({ id: winner.id }, ann)).definition?.status).toBe('DEPLOYED');
    expect((await definitions.latestDeployed(first.key))?.version).toBe(2);
  });

  it('enables again only what is still valid', async () => {
    const { commands } = world.design;
    const definition = await world.deployed();
    await commands.disable({ id: definition.id }, ann);
    world.services.set('shell/script/run', aService({ enabled: false }));
    const { problems } = await commands.enable({ id: definition.id }, ann);
    world.services.set('shell/script/run', aService());
    expect(problems.map(({ code }) => code)).toEqual(['SERVICE_DISABLED']);
  });

  it('deletes drafts only, and the version before becomes the newest', async () => {
    const { commands } = world.design;
    const first = await world.deployed();
    const draft = (await commands.newDraft({ id: first.id }, ann)).definition as DefinitionRecord;
    expect(await world.newest(first.key)).toEqual([draft.id]);
    expect((await commands.deleteDraft({ id: draft.id, rowVersion: 7 }, ann)).problems[0]).toMatchObject({
      code: 'DEFINITION_CHANGED',
    });
    expect((await commands.deleteDraft({ id: draft.id, rowVersion: 1 }, ann)).problems).toEqual([]);
    expect(await world.find(draft.id)).toBeNull();
    expect(await world.newest(first.key)).toEqual([first.id]);
    expect((await commands.deleteDraft({ id: draft.id }, ann)).problems[0]).toMatchObject({
      code: 'DEFINITION_NOT_FOUND',
    });
  });

  it('copies to an orchestration of its own', async () => {
    const first = await world.deployed();
    const { definition } = await world.design.commands.copy({ id: first.id }, bob);
    expect(definition).toMatchObject({
      name: 'Restart (copy)',
      version: 1,
      status: 'DRAFT',
      nodes: first.nodes,
      createdBy: 'Bob',
    });
    expect(definition?.key).not.toBe(first.key);
  });

  it('holds on to packages whose services deployed orchestrations call', async () => {
    const definition = await world.deployed(
      aDefinition(['start > a > end'], [aNode('a', { service: 'cloud/vm/start' })]),
    );
    const cloud = aPackage({ name: 'cloud', status: 'REGISTERED' });
    const check = () => world.design.participant.check({ kind: 'DECOMMISSION', package: cloud, previous: null });
    expect(await check()).toMatchObject([
      {
        code: 'PACKAGE_USED_BY_DEFINITIONS',
        level: 'ERROR',
        message: 'Deployed orchestrations call services of "cloud": "Restart" v1.',
        remedy: 'Disable these orchestrations first.',
      },
    ]);
    const next = aPackage({ name: 'cloud', version: 'v2.0.0', body: VM_STOP });
    expect(await world.design.participant.check({ kind: 'REGISTER', package: next, previous: cloud })).toMatchObject([
      {
        code: 'PACKAGE_LACKS_USED_SERVICES',
        level: 'WARNING',
        message:
          'Version v2.0.0 lacks services that deployed orchestrations call: cloud/vm/start (called by "Restart" v1).',
        remedy: 'Their runs will fail at these nodes: change or disable these orchestrations.',
      },
    ]);
    const same = aPackage({ name: 'cloud', version: 'v2.0.0', body: VM_STOP.replaceAll('stop', 'start') });
    expect(await world.design.participant.check({ kind: 'REGISTER', package: same, previous: cloud })).toEqual([]);
    await world.design.commands.disable({ id: definition.id }, ann);
    expect(await check()).toEqual([]);
  });

  it('writes who did what in the audit log, refusals too', async () => {
    const draft = await world.draft(aDefinition(['start > end']));
    await world.design.commands.deploy({ id: draft.id, rowVersion: 99 }, bob);
    const entries = await world.audited(draft.id);
    expect(entries.map(({ who, action, outcome }) => [who, action, outcome])).toEqual([
      ['Ann', 'definition:edit', 'DONE'],
      ['Ann', 'definition:edit', 'DONE'],
      ['Bob', 'definition:deploy', 'REFUSED'],
    ]);
  });

  it('lets only those change and deploy who may, and tells subscribers of changes', async () => {
    const draft = await world.draft();
    const reader: Session = { ...ann, actions: ['definition:read', 'definition:edit'] };
    await expect(world.design.commands.deploy({ id: draft.id }, reader)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const events = world.pubSub.subscribe<{ type: string; version: number; subject: string }>(
      definitionTopic(draft.id),
    );
    await world.design.commands.save(
      { id: draft.id, rowVersion: draft.rowVersion, nodes: VALID.nodes, links: VALID.links },
      reader,
    );
    await world.design.commands.deploy({ id: draft.id }, ann);
    expect([(await events.next()).value, (await events.next()).value]).toMatchObject([
      {
        type: 'DRAFT_SAVED',
        subject: draft.id,
        version: draft.rowVersion + 1,
        data: { updatedBy: 'Ann', status: 'DRAFT' },
      },
      { type: 'DEFINITION_DEPLOYED', subject: draft.id, version: draft.rowVersion + 2, data: { status: 'DEPLOYED' } },
    ]);
    await events.return?.();
  });
});

type Database = Parameters<typeof createOrchestrationDesignModule>[0]['database'];

async function makeWorld(database: Database) {
  let now = Date.UTC(2026, 0, 31);
  const clock = { now: () => (now += 1_000) };
  const withheld: string[] = [];
  const services = new Map<string, DesignService>([
    ['shell/script/run', aService()],
    ['cloud/vm/start', aService({ name: 'cloud/vm/start' })],
  ]);
  const pubSub = createInProcessPubSub();
  const { expressions } = createExpressionsModule({
    dataModel: { entities: async () => ESTATE_MODEL },
    pluginCaller: aPluginWith({}).pluginCaller,
  });
  const design = createOrchestrationDesignModule({
    database,
    clock,
    pubSub,
    audit: createAuditModule({ database, clock }),
    services: {
      find: async (name) => services.get(name) ?? null,
      withheld: async () => withheld,
      usableBy: async () => new Map(),
    },
    variables: { effective: async () => null },
    expressions,
    roles: { all: async () => null },
  });
  const draft = async (graph = VALID): Promise<DefinitionRecord> => {
    const created = (await design.commands.create({ name: 'Restart', rootEntity: 'estate:host' }, ann))
      .definition as DefinitionRecord;
    const saved = await design.commands.save(
      { id: created.id, rowVersion: 1, nodes: graph.nodes, links: graph.links },
      ann,
    );
    return saved.definition as DefinitionRecord;
  };
  return {
    design,
    services,
    withheld,
    pubSub,
    draft,
    deployed: async (graph = VALID) =>
      (await design.commands.deploy({ id: (await draft(graph)).id }, ann)).definition as DefinitionRecord,
    find: (id: string | undefined) => design.definitions.find(id ?? ''),
    newest: async (key: string) => {
      const rows = await database.client.definition.findMany({ where: { key, latest: true } });
      return rows.map(({ id }) => id);
    },
    audited: (subject: string) => database.client.auditEntry.findMany({ where: { subject }, orderBy: { at: 'asc' } }),
  };
}
