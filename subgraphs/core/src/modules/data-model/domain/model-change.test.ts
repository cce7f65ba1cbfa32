import { expect, it } from 'vitest';
import { anEntity } from '../testing.ts';
import { referencesTo } from './backward-references.ts';
import { parseEntityName, withBuiltIns } from './entity-model.ts';
import { compareModels, isSameModel } from './model-change.ts';

const host = anEntity('estate:host', [{ name: 'ip' }, { name: 'os' }]);
const toHost = { packageName: 'estate', entityName: 'host', attributeName: 'id' };

it('names what was added, removed and changed', () => {
  const before = [host, anEntity('estate:unit')];
  const after = [anEntity('estate:host', [{ name: 'ip', dataType: 'int' }, { name: 'os' }]), anEntity('estate:app')];
  expect(compareModels(before, after)).toEqual({
    ...{ added: ['app'], removed: ['unit'], changed: ['host'] },
    attributes: [{ entity: 'host', attribute: 'ip', before: 'str', after: 'int' }],
  });
});

it('sees no change in another order or version number', () => {
  const turned = { ...host, modelVersion: 9, attributes: [...host.attributes].reverse() };
  expect(isSameModel(compareModels([host, anEntity('estate:unit')], [anEntity('estate:unit'), turned]))).toBe(true);
});

it('sees a changed reference', () => {
  const before = anEntity('shell:agent', [{ name: 'host', references: toHost }]);
  const after = anEntity('shell:agent', [{ name: 'host', references: { ...toHost, entityName: 'unit' } }]);
  expect(compareModels([before], [after])).toMatchObject({
    changed: ['agent'],
    attributes: [{ entity: 'agent', attribute: 'host', before: 'str → estate:host', after: 'str → estate:unit' }],
  });
});

it('finds who points to an entity, from any package', () => {
  const agent = anEntity('shell:agent', [{ name: 'host', references: toHost }, { name: 'version' }]);
  const unit = anEntity('estate:unit', [{ name: 'hosts', multiple: true, references: toHost }]);
  expect(referencesTo('estate:host', [agent, unit, host])).toEqual([
    { fromEntity: 'shell:agent', attribute: 'host' },
    { fromEntity: 'estate:unit', attribute: 'hosts' },
  ]);
  expect(referencesTo('estate:unit', [agent, unit, host])).toEqual([]);
});

it('adds id and displayName where they are not declared', () => {
  const bare = { ...host, attributes: host.attributes.filter(({ name }) => name !== 'displayName') };
  expect(
    withBuiltIns(bare)
      .attributes.map(({ name }) => name)
      .sort(),
  ).toEqual(['displayName', 'id', 'ip', 'os']);
  expect(withBuiltIns(host)).toEqual(host);
});

it('reads package:entity and nothing else', () => {
  expect(parseEntityName('estate:host')).toEqual({ packageName: 'estate', name: 'host' });
  for (const wrong of ['', 'estate', 'estate:', ':host', 'a:b:c']) expect(parseEntityName(wrong)).toBeNull();
});
