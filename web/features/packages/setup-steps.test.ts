import { expect, it } from 'vitest';
import { stepOf, stepTone } from './setup-steps.ts';

it('finds the step a finding belongs to', () => {
  expect(stepOf({ code: 'DEPENDENCY_MISSING' })).toBe('dependencies');
  expect(stepOf({ code: 'GRAPH_DOES_NOT_COMPOSE' })).toBe('model');
  expect(stepOf({ code: 'MANIFEST_ATTRIBUTE_UNKNOWN' })).toBe('manifest');
  expect(stepOf({ code: 'PACKAGE_UNSIGNED' })).toBe('manifest');
});

it('shows what was found before whether it was looked at', () => {
  const checks = [{ code: 'MENU_CODE_TAKEN', level: 'ERROR' as const }];
  expect(stepTone('menus', checks, { current: 'menus', seen: true })).toBe('failed');
  expect(stepTone('model', checks, { current: 'menus', seen: true })).toBe('ok');
  expect(stepTone('menus', [], { current: 'menus', seen: true })).toBe('running');
  expect(stepTone('services', [], { current: 'menus', seen: false })).toBe('waiting');
});
