import { createInProcessPubSub, type Session, serviceSession } from '@wecube/kit';
import { describeDatabases } from '@wecube/prisma/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAuditModule } from '../../audit/index.ts';
import { createExpressionsModule } from '../../expressions/index.ts';
import { aPluginWith, ESTATE_MODEL } from '../../expressions/testing.ts';
import { listDefinitions } from '../data/definition-list.ts';
import { findState, KEPT_STATES } from '../data/draft-states.ts';
import { listFavourites } from '../data/favourites.ts';
import { maySee, mayUse } from '../domain/access.ts';
import type { DefinitionRecord } from '../domain/definition.ts';
import { createOrchestrationDesignModule } from '../module.ts';
import { aDefinition, aNode, aService } from '../testing.ts';
import { changeMany } from './change-many.ts';
import { createCommentDeleter, createCommentSettler, createCommentWriter } from './comment-definition.ts';
import { createComparer, createStateReader } from './compare-definitions.ts';
import { createFavouriteKeeper } from './keep-favourite.ts';

const ACTIONS = [
  ...(['definition:read', 'definition:edit', 'definition:deploy', 'definition:comment'] as const),
  ...(['definition:favourite', 'run:start'] as const),
];
const person = (name: string, ...roles: string[]): Session => ({
  ...{ kind: 'user', subject: name, name, roles, actions: ACTIONS },
});
const ann = person('Ann', 'APP_OPS');
const bob = person('Bob', 'NET_OPS');
const admin: Session = { ...serviceSession('root'), name: 'Root' };
const VALID = aDefinition(['start > a > end']);

describeDatabases('core', (open) => {
  let world: Awaited<ReturnType<typeof makeWorld>>;
  beforeAll(async () => {
    world = await makeWorld(await open());
  });

  describe('who may do what with a definition', () => {
    it('keeps a definition from those whose roles it is not for', async () => {
      const { commands } = world.design;
      const made = await world.drawn(ann, { mgmtRoles: ['APP_OPS'], useRoles: ['DEV'] });
      const id = made.id;
      for (const change of [commands.deploy, commands.newDraft, commands.copy, commands.deleteDraft]) {
        const { definition, problems } = await change({ id }, bob);
        expect([definition, problems.map(({ code }) => code)]).toEqual([null, ['DEFINITION_NOT_FOUND']]);
      }
      const saved = await commands.save({ id, rowVersion: made.rowVersion, nodes: [], links: [] }, bob);
      expect(saved.problems[0]?.code).toBe('DEFINITION_NOT_FOUND');
      expect(await world.listed(bob)).not.toContain(id);
      expect(await world.listed(ann)).toContain(id);
      expect(await world.listed(admin)).toContain(id);
      const dev = person('Dan', 'DEV');
      expect(await world.listed(dev)).toContain(id);
      const refused = await commands.deploy({ id }, dev);
      expect(refused.problems).toMatchObject([
        {
          code: 'DEFINITION_NOT_YOURS',
          message: 'Only the roles APP_OPS may change "Restart". Nothing was changed.',
          remedy: 'Ask somebody with one of these roles.',
        },
      ]);
      expect((await commands.copy({ id }, dev)).definition).toMatchObject({ mgmtRoles: [], useRoles: ['DEV'] });
      expect((await commands.deploy({ id }, ann)).problems).toEqual([]);
    });

    it('says in one place who sees and runs what, as the list does', async () => {
      const sessions = [
        ...[ann, bob, admin, person('Nobody'), { ...person('Viewer'), actions: ['definition:read'] } as Session],
        { ...person('plugin'), kind: 'sub-system', packageName: 'itsm' } as Session,
        { ...person('plugin'), kind: 'sub-system', packageName: 'i_sm', actions: ['definition:read'] } as Session,
      ];
      const settings = [
        {},
        { mgmtRoles: ['APP_OPS'] },
        { useRoles: ['NET_OPS'] },
        { mgmtRoles: ['APP_OPS'], useRoles: ['NET_OPS'] },
        { authorisedPlugins: ['itsm'] },
        { mgmtRoles: ['APP_OPS'], authorisedPlugins: ['itsm'] },
      ];
      const made: DefinitionRecord[] = [];
      for (const one of settings) made.push(await world.drawn(admin, one));
      for (const session of sessions) {
        const listed = await world.listed(session);
        expect(made.map(({ id }) => listed.includes(id))).toEqual(made.map((one) => maySee(session, one)));
      }
      expect(made.map((one) => mayUse(ann, one))).toEqual([true, true, false, true, true, true]);
      expect(made.map((one) => mayUse(sessions[5] as Session, one))).toEqual([true, false, false, false, true, true]);
    });

    it('lets nobody take a definition away from themselves', async () => {
      const { commands } = world.design;
      const made = await world.drawn(ann);
      const { id, rowVersion } = made;
      const saved = await commands.save({ id, rowVersion, nodes: [], links: [], mgmtRoles: ['NET_OPS'] }, ann);
      expect(saved.problems[0]?.code).toBe('DEFINITION_LOCKED_OUT');
      expect((await commands.setRoles({ id, mgmtRoles: ['NET_OPS'] }, ann)).problems[0]?.code).toBe(
        'DEFINITION_LOCKED_OUT',
      );
      const input = { name: 'X', rootEntity: 'estate:host', mgmtRoles: ['NET_OPS'] };
      expect((await commands.create(input, ann)).problems[0]?.code).toBe('DEFINITION_LOCKED_OUT');
    });

    it('gives many definitions other roles, deployed ones too, each for itself', async () => {
      const { commands } = world.design;
      const mine = await world.drawn(ann);
      await commands.deploy({ id: mine.id }, ann);
      const others = await world.drawn(bob, { mgmtRoles: ['NET_OPS'] });
      const outcomes = await changeMany([mine.id, others.id, mine.id, 'gone'], (input) =>
        commands.setRoles({ ...input, useRoles: [' DEV ', 'DEV'], mgmtRoles: ['APP_OPS'] }, ann),
      );
      expect(outcomes.map(({ id, outcome }) => [id, outcome.problems.map(({ code }) => code)])).toEqual([
        [mine.id, []],
        [others.id, ['DEFINITION_NOT_FOUND']],
        ['gone', ['DEFINITION_NOT_FOUND']],
      ]);
      expect(await world.design.definitions.find(mine.id)).toMatchObject({
        ...{ status: 'DEPLOYED', useRoles: ['DEV'], mgmtRoles: ['APP_OPS'], nodes: mine.nodes },
      });
    });
  });

  describe('two people on one draft', () => {
    it('can compare what one started from with what the other saved', async () => {
      const { commands } = world.design;
      const base = await world.drawn(ann);
      const theirs = [...VALID.nodes.map((node) => (node.id === 'a' ? { ...node, timeoutMs: 9_000 } : node))];
      await commands.save({ id: base.id, rowVersion: base.rowVersion, nodes: theirs, links: VALID.links }, bob);
      const mine = await commands.save({ id: base.id, rowVersion: base.rowVersion, nodes: [], links: [] }, ann);
      expect(mine.problems[0]?.code).toBe('DRAFT_CHANGED');
      const point = { id: base.id, rowVersion: base.rowVersion };
      expect(await world.state(point, ann)).toMatchObject({ nodes: base.nodes, savedBy: 'Ann' });
      const diff = await world.compare(point, { id: base.id }, ann);
      expect(diff?.nodes).toMatchObject([
        { kind: 'CHANGED', id: 'a', properties: [{ property: 'timeoutMs', before: 1_800_000, after: 9_000 }] },
      ]);
      expect(await world.state({ id: base.id, rowVersion: 99 }, ann)).toBeNull();
    });

    it('find the last states only, and none of a draft that is gone or hidden', async () => {
      const { commands } = world.design;
      const draft = await world.drawn(ann, { mgmtRoles: ['APP_OPS'] });
      let { rowVersion } = draft;
      for (let time = 0; time < KEPT_STATES; time += 1)
        rowVersion = (await commands.save({ id: draft.id, rowVersion, nodes: [], links: [] }, ann)).definition
          ?.rowVersion as number;
      const kept = await world.database.client.definitionState.count({ where: { definitionId: draft.id } });
      expect(kept).toBe(KEPT_STATES);
      expect(await findState(world.database.client, draft.id, rowVersion)).not.toBeNull();
      expect(await world.state({ id: draft.id, rowVersion }, bob)).toBeNull();
      expect(await world.compare({ id: draft.id }, { id: draft.id }, bob)).toBeNull();
      await commands.deleteDraft({ id: draft.id }, ann);
      expect(await world.database.client.definitionState.count({ where: { definitionId: draft.id } })).toBe(0);
    });
  });

  describe('comments', () => {
    it('are written at nodes, settled, opened again and taken back, and subscribers are told', async () => {
      const draft = await world.drawn(ann);
      const events = world.pubSub.subscribe<{ type: string; version: number; data: object }>(`definition:${draft.id}`);
      const { comment } = await world.comment({ definitionId: draft.id, nodeId: 'a', text: ' Why root? ' }, bob);
      expect(comment).toMatchObject({ nodeId: 'a', text: 'Why root?', author: 'Bob', resolvedAt: null });
      const id = comment?.id as string;
      expect((await world.settle({ id, resolved: true }, ann)).comment).toMatchObject({ resolvedBy: 'Ann' });
      expect((await world.settle({ id, resolved: false }, ann)).comment).toMatchObject({ resolvedBy: null });
      expect((await world.remove(id, ann)).problems[0]?.message).toBe(
        'The comment was written by Bob, who alone can delete it.',
      );
      expect((await world.remove(id, bob)).problems).toEqual([]);
      expect((await world.remove(id, bob)).problems[0]?.code).toBe('COMMENT_NOT_FOUND');
      const told = [(await events.next()).value, (await events.next()).value];
      expect(told).toMatchObject([
        { type: 'COMMENT_ADDED', version: draft.rowVersion, data: { commentId: id } },
        { type: 'COMMENT_SETTLED', version: draft.rowVersion, data: { commentId: id } },
      ]);
      await events.return?.();
    });

    it('are refused when empty, and on what may not be seen', async () => {
      const draft = await world.drawn(ann, { mgmtRoles: ['APP_OPS'] });
      const codes = async (text: string, session: Session) =>
        (await world.comment({ definitionId: draft.id, text }, session)).problems.map(({ code }) => code);
      expect(await codes(' ', ann)).toEqual(['INVALID_COMMENT']);
      expect(await codes('x'.repeat(4_001), ann)).toEqual(['INVALID_COMMENT']);
      expect(await codes('hello', bob)).toEqual(['DEFINITION_NOT_FOUND']);
      const { comment } = await world.comment({ definitionId: draft.id, text: 'mine' }, ann);
      expect((await world.settle({ id: comment?.id ?? '', resolved: true }, bob)).problems[0]?.code).toBe(
        'COMMENT_NOT_FOUND',
      );
    });
  });

  it('keeps orchestrations at hand for each person', async () => {
    const draft = await world.drawn(ann);
    expect(await world.keep({ key: draft.key, isFavourite: true }, ann)).toEqual([]);
    expect(await world.keep({ key: draft.key, isFavourite: true }, ann)).toEqual([]);
    expect(await listFavourites(world.database.client, 'Ann')).toEqual([draft.key]);
    expect(await world.listed(ann, { isFavourite: true })).toEqual([draft.id]);
    expect(await world.listed(bob, { isFavourite: true })).toEqual([]);
    expect(await world.keep({ key: draft.key, isFavourite: false }, ann)).toEqual([]);
    expect(await world.listed(ann, { isFavourite: true })).toEqual([]);
    expect((await world.keep({ key: 'gone', isFavourite: true }, ann))[0]?.code).toBe('DEFINITION_NOT_FOUND');
  });

  it('keeps a sub-process that deployed orchestrations run, and what it is', async () => {
    const { commands } = world.design;
    const child = await world.drawn(ann, { isSubProcess: true });
    await commands.deploy({ id: child.id }, ann);
    const node = aNode('sub-process', { expression: 'estate:host', subProcessKey: child.key });
    const parent = await world.drawn(ann, {}, aDefinition(['start > sub-process > end'], [node]));
    expect((await commands.deploy({ id: parent.id }, ann)).problems).toEqual([]);
    expect((await commands.disable({ id: child.id }, ann)).problems).toMatchObject([
      {
        code: 'DEFINITION_USED_BY',
        message: '"Restart" v1 is run by deployed orchestrations: "Restart" v1. Nothing was done.',
      },
    ]);
    const next = (await commands.newDraft({ id: child.id }, ann)).definition as DefinitionRecord;
    const plain = { id: next.id, rowVersion: next.rowVersion, nodes: next.nodes, links: next.links };
    expect((await commands.save({ ...plain, isSubProcess: false }, ann)).problems[0]?.code).toBe('SUB_PROCESS_SETTLED');
    await commands.deploy({ id: next.id }, ann);
    expect((await commands.disable({ id: child.id }, ann)).problems).toEqual([]);
    await commands.disable({ id: parent.id }, ann);
    expect((await commands.disable({ id: next.id }, ann)).problems).toEqual([]);
  });
});

type Database = Parameters<typeof createOrchestrationDesignModule>[0]['database'];

async function makeWorld(database: Database) {
  let now = Date.UTC(2026, 0, 31);
  const clock = { now: () => (now += 1_000) };
  const pubSub = createInProcessPubSub();
  const audit = createAuditModule({ database, clock });
  const { expressions } = createExpressionsModule({
    dataModel: { entities: async () => ESTATE_MODEL },
    pluginCaller: aPluginWith({}).pluginCaller,
  });
  const deps = { database, clock, pubSub, audit };
  const design = createOrchestrationDesignModule({
    ...deps,
    services: { find: async () => aService(), withheld: async () => [], usableBy: async () => new Map() },
    variables: { effective: async () => null },
    roles: { all: async () => null },
    expressions,
  });
  return {
    ...{ database, pubSub, design },
    drawn: async (by: Session, settings: object = {}, graph = VALID): Promise<DefinitionRecord> => {
      const created = await design.commands.create({ name: 'Restart', rootEntity: 'estate:host', ...settings }, by);
      const { id, rowVersion } = created.definition as DefinitionRecord;
      const { nodes, links } = graph;
      return (await design.commands.save({ id, rowVersion, nodes, links }, by)).definition as DefinitionRecord;
    },
    listed: async (session: Session, filter: object = {}) => {
      const order = { field: 'UPDATED_AT', direction: 'DESC' } as const;
      const page = { take: 200, cursor: null, backwards: false };
      return (await listDefinitions(database.client, session, filter, order, page)).map(({ id }) => id);
    },
    state: createStateReader(database.client),
    compare: createComparer(database.client),
    comment: createCommentWriter(deps),
    settle: createCommentSettler(deps),
    remove: createCommentDeleter(deps),
    keep: createFavouriteKeeper(deps),
  };
}
