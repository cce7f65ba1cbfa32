import { createInProcessPubSub, type Session, serviceSession, systemClock } from '@wecube/kit';
import { describeDatabases } from '@wecube/prisma/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { createAuditModule } from '../../audit/index.ts';
import type { DefinitionRecord } from '../domain/definition.ts';
import { anOriginal, aPds, element, flow, originalLink, originalNode } from '../domain/exchange/testing.ts';
import { createOrchestrationDesignModule, type OrchestrationDesignModule } from '../module.ts';
import { aDefinition, aService } from '../testing.ts';

const GRAPH = aDefinition(['start > a > end']);
const ann: Session = serviceSession('core');

describeDatabases('core', (open) => {
  describe('orchestrations as files', () => {
    let design: OrchestrationDesignModule;
    let database: Awaited<ReturnType<typeof open>>;
    const services = new Map([['shell/script/run', aService()]]);
    beforeEach(async () => {
      database = await open();
      design = createOrchestrationDesignModule({
        ...{ database, clock: systemClock, pubSub: createInProcessPubSub() },
        audit: createAuditModule({ database, clock: systemClock }),
        services: {
          find: async (name) => services.get(name) ?? null,
          withheld: async () => [],
          usableBy: async () => new Map(),
        },
        variables: { effective: async () => null },
        roles: { all: async () => ['SUPER_ADMIN'] },
        expressions: {
          check: async (text) => {
            const entity = text.split(/[.~{]/)[0] ?? '';
            const known = entity.startsWith('estate:');
            const unknown = { code: 'UNKNOWN_PACKAGE', message: 'no', parameters: {}, suggestion: null };
            return {
              ...{ ok: known, resultEntity: entity, resultAttribute: null, segments: [{ entity }] },
              problems: known ? [] : [unknown],
            } as never;
          },
        },
      });
    });

    const drawn = async (name = 'Restart'): Promise<DefinitionRecord> => {
      const made = (await design.commands.create({ name, rootEntity: 'estate:host' }, ann))
        .definition as DefinitionRecord;
      const { id, rowVersion } = made;
      return (await design.commands.save({ id, rowVersion, ...GRAPH }, ann)).definition as DefinitionRecord;
    };
    const exported = async (id: string) => {
      const { files } = await design.files.exportFiles({ ids: [id], format: 'YAML' }, ann);
      return files[0]?.content ?? '';
    };
    const take = (content: string, more: { dryRun?: boolean; replaceDrafts?: boolean } = {}) =>
      design.files.importFile({ content, dryRun: false, replaceDrafts: false, ...more }, ann);
    const changes = async (outcome: ReturnType<typeof take>) =>
      (await outcome).steps.map(({ change, version }) => [change, version]);

    it('tells what an import would do, and does nothing', async () => {
      const file = JSON.stringify([anOriginal([originalNode('s', 'start')], [])]);
      expect(await changes(take(file, { dryRun: true }))).toEqual([['ADDED', 10]]);
      expect(await design.definitions.find('key1')).toBeNull();
      expect(await database.client.definition.count()).toBe(0);
      expect(await database.client.auditEntry.count()).toBe(0);
    });

    it('takes a file as drafts, once', async () => {
      const file = JSON.stringify([
        anOriginal([originalNode('s', 'start'), originalNode('e', 'end')], [originalLink('s', 'e')]),
        anOriginal([originalNode('s', 'start')], [], { key: 'key2', name: 'Other', version: 'v1' }),
      ]);
      const outcome = await take(file);
      expect(outcome.applied).toBe(true);
      expect([...outcome.drafts.values()].map(({ key, status, version }) => [key, status, version])).toEqual([
        ['key1', 'DRAFT', 10],
        ['key2', 'DRAFT', 1],
      ]);
      const [first] = [...outcome.drafts.values()];
      const kept = await design.definitions.find(first?.id ?? '');
      expect(kept).toMatchObject({ name: 'Restart hosts', group: 'daily', mgmtRoles: ['SUPER_ADMIN'], rowVersion: 1 });
      expect(kept?.links).toHaveLength(1);
      expect(await changes(take(file))).toEqual([
        ['UNCHANGED', 10],
        ['UNCHANGED', 1],
      ]);
      const audit = await database.client.auditEntry.findMany({ where: { outcome: 'DONE' } });
      expect(audit.map(({ detail }) => JSON.parse(detail ?? '{}').event)).toEqual([
        ...['DEFINITION_IMPORTED', 'DEFINITION_IMPORTED'],
      ]);
    });

    it('says what is lacking here and keeps the draft all the same', async () => {
      const { steps, drafts } = await take(
        aPds({
          elements: [
            element('startEvent', 'S', 'start'),
            element('subProcess', 'T', 'Create'),
            element('endEvent', 'E', 'end'),
            flow('S', 'T'),
            flow('T', 'E'),
          ].join(''),
          tasks: [
            {
              nodeId: 'T',
              serviceName: 'qcloud/vm/create',
              routineExpression: "wecmdb:set{a eq 'not:this'}~(s)wecmdb:unit",
            },
          ],
        }),
      );
      expect(drafts.size).toBe(1);
      expect(steps[0]?.notes.map(({ message }) => message)).toEqual([
        'Services that are not here: qcloud/vm/create.',
        'Packages whose data model is not here: wecmdb.',
      ]);
      expect(steps[0]?.designProblems.map(({ code }) => code)).toContain('SERVICE_UNKNOWN');
      const roles = JSON.stringify([anOriginal([], [], { key: 'key3' })]);
      expect((await take(roles)).steps[0]?.notes.map(({ message }) => message)).toEqual([
        'Roles that are not here: OPERATOR.',
      ]);
    });

    it('makes the next version of what is deployed, and nothing when the file says the same', async () => {
      const draft = await drawn();
      const file = await exported(draft.id);
      const { definition, problems } = await design.commands.deploy({ id: draft.id }, ann);
      expect(problems).toEqual([]);
      expect(await changes(take(file))).toEqual([['UNCHANGED', 1]]);
      const changed = file.replace('name: Restart', 'name: Restart all');
      const outcome = await take(changed);
      expect(outcome.steps[0]).toMatchObject({ change: 'NEW_VERSION', version: 2 });
      expect(outcome.steps[0]?.notes.map(({ code }) => code)).toEqual(['IMPORT_VERSION_RAISED']);
      expect(await design.definitions.find(definition?.id ?? '')).toMatchObject({
        status: 'DEPLOYED',
        name: 'Restart',
      });
    });

    it('replaces a draft only when told to', async () => {
      const draft = await drawn();
      const changed = (await exported(draft.id)).replace('name: Restart', 'name: Restart all');
      const refused = await take(changed);
      expect(refused.steps[0]).toMatchObject({ change: 'LEFT_OUT', problems: [{ code: 'DRAFT_EXISTS' }] });
      expect(await design.definitions.find(draft.id)).toMatchObject({ name: 'Restart', rowVersion: draft.rowVersion });
      expect((await take(changed, { replaceDrafts: true })).steps[0]?.change).toBe('DRAFT_REPLACED');
      expect(await design.definitions.find(draft.id)).toMatchObject({
        ...{ name: 'Restart all', rowVersion: draft.rowVersion + 1 },
      });
    });

    it('keeps what is settled: the kind of what was deployed, and the person among those who manage it', async () => {
      const draft = await drawn();
      const file = await exported(draft.id);
      await design.commands.deploy({ id: draft.id }, ann);
      const asSubProcess = file.replace('    nodes:', '    isSubProcess: true\n    nodes:');
      expect((await take(asSubProcess)).steps[0]).toMatchObject({
        ...{ change: 'LEFT_OUT', problems: [{ code: 'SUB_PROCESS_SETTLED' }] },
      });
      const lin: Session = { ...ann, kind: 'user', roles: ['OPERATOR'], actions: ['definition:edit'] };
      const forOthers = file.replace('    nodes:', '    roles:\n      MGMT:\n        - SUPER_ADMIN\n    nodes:');
      const { steps } = await design.files.importFile({ content: forOthers, dryRun: false, replaceDrafts: false }, lin);
      expect(steps[0]).toMatchObject({ change: 'LEFT_OUT', problems: [{ code: 'DEFINITION_LOCKED_OUT' }] });
    });

    it('leaves out what cannot even be kept', async () => {
      const before = await database.client.definition.count();
      const file = JSON.stringify([anOriginal([originalNode('x'.repeat(65), 'start')], [], { key: 'key4' })]);
      expect((await take(file)).steps[0]).toMatchObject({
        change: 'LEFT_OUT',
        problems: [{ code: 'INVALID_DEFINITION' }],
      });
      expect(await database.client.definition.count()).toBe(before);
    });

    it('exports one file for each as YAML, and all in one for WeCube, which comes back the same', async () => {
      const [one, other] = [await drawn('Restart / 重启'), await drawn('Other')];
      const ids = [one.id, other.id];
      const yaml = await design.files.exportFiles({ ids, format: 'YAML' }, ann);
      expect(yaml.files.map(({ fileName }) => fileName)).toEqual([
        `Restart-重启.${one.key}.yaml`,
        `Other.${other.key}.yaml`,
      ]);
      const json = await design.files.exportFiles({ ids, format: 'WECUBE_JSON' }, ann);
      expect(json.notes).toEqual([]);
      const elements = JSON.parse(json.files[0]?.content ?? '[]');
      expect(elements.map((each: { procDef: { key: string; version: string } }) => each.procDef.key)).toEqual([
        one.key,
        other.key,
      ]);
      await design.commands.deleteDraft({ id: one.id }, ann);
      const { drafts } = await take(json.files[0]?.content ?? '', { replaceDrafts: true });
      const back = drafts.get(one.key);
      expect(
        back?.nodes.map(({ id, name, type, service, expression }) => [id, name, type, service, expression]),
      ).toEqual(one.nodes.map(({ id, name, type, service, expression }) => [id, name, type, service, expression]));
      expect(back?.links.map(({ source, target }) => [source, target])).toEqual(
        one.links.map(({ source, target }) => [source, target]),
      );
      const unknown = await design.files.exportFiles({ ids: ['def_none'], format: 'YAML' }, ann);
      expect(unknown).toMatchObject({ files: [], problems: [{ code: 'DEFINITION_NOT_FOUND' }] });
    });

    it('is for those who may edit', async () => {
      const guest: Session = { ...ann, actions: [] };
      await expect(
        design.files.importFile({ content: '', dryRun: true, replaceDrafts: false }, guest),
      ).rejects.toThrow();
      await expect(design.files.exportFiles({ ids: [], format: 'YAML' }, guest)).rejects.toThrow();
    });
  });
});
