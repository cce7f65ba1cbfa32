import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseManifest } from './parse-manifest.ts';
import { type PluginConfig, printPluginConfig } from './print-plugin-config.ts';

const WHOLE = readFileSync(join(import.meta.dirname, 'fixtures/whole-plugin-config.xml'), 'utf8');

function read(xml: string): PluginConfig {
  const result = parseManifest(xml);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  expect(result.warnings).toEqual([]);
  const { name, version, plugins, systemParameters } = result.manifest;
  return { name, version, plugins, systemParameters };
}

describe('the exported configuration of plugins', () => {
  it('reads every element and attribute, in both spellings', () => {
    const [daily, weekly] = read(WHOLE).plugins;
    const [pour] = daily?.interfaces ?? [];
    expect(daily).toMatchObject({
      registerName: 'daily',
      status: 'ENABLED',
      targetEntityFilterRule: "{length gt '1'}",
    });
    expect(daily?.roleBinds).toHaveLength(3);
    expect(daily?.paramObjects[1]?.properties[0]?.mappingExpression).toBe('red "&" <white>');
    expect(daily?.paramObjects[0]).toMatchObject({ source: 'garden__v2.9.0', latestSource: 'garden__v2.10.0.3' });
    expect(pour?.inputs.map(({ mappingValue }) => mappingValue)).toEqual([null, '6', '5', null, null, null, null]);
    expect(pour?.outputs[2]).toMatchObject({ mappingType: 'assign', mappingValue: 'wet' });
    expect(weekly).toMatchObject({ status: 'DISABLED', targetEntity: '' });
  });

  it('comes back from print as it was read', () => {
    const config = read(WHOLE);
    expect(read(printPluginConfig(config))).toEqual(config);
  });

  it('is the same text every time, so that it can be kept in Git', () => {
    const printed = printPluginConfig(read(WHOLE));
    expect(printPluginConfig(read(printed))).toBe(printed);
  });

  it('survives line breaks in values and drops what XML cannot hold', () => {
    const config = read(WHOLE);
    const constant = 'first\n\tsecond\r\u0007';
    const [plugin] = config.plugins;
    const [pour] = plugin?.interfaces ?? [];
    const litres = pour?.inputs[2];
    if (!litres) throw new Error('the fixture has changed');
    litres.mappingValue = constant;
    expect(read(printPluginConfig(config)).plugins[0]?.interfaces[0]?.inputs[2]?.mappingValue).toBe(
      'first\n\tsecond\r',
    );
  });
});
