import { expect, it } from 'vitest';
import { aDeclaredService } from '../testing.ts';
import { type ChosenSettings, inheritSettings } from './declared-service.ts';
import { isReadyToEnable } from './service.ts';

const chosen = (options: Partial<ChosenSettings>): ChosenSettings => ({
  ...{ targetEntity: null, targetChosen: false },
  ...{ enabled: false, enabledChosen: false },
  ...{ idempotency: 'SAFE', idempotencyChosen: false },
  ...options,
});

it('can be enabled without a target entity only when no input is read from one', () => {
  expect(isReadyToEnable(aDeclaredService({ inputs: ['constant', 'context'] }))).toBe(true);
  expect(isReadyToEnable(aDeclaredService({ inputs: ['constant', 'entity'] }))).toBe(false);
  expect(isReadyToEnable(aDeclaredService({ inputs: ['entity'], targetEntity: 'estate:host' }))).toBe(true);
});

it('takes everything from the new manifest that nobody decided about', () => {
  const declared = aDeclaredService({ idempotency: 'KEYED', targetEntity: 'estate:unit' });
  const before = chosen({ idempotency: 'SAFE', targetEntity: 'estate:host', enabled: false });
  expect(inheritSettings(declared, before)).toEqual(declared);
});

it('keeps every decision of a person', () => {
  const declared = aDeclaredService({ idempotency: 'KEYED', targetEntity: 'estate:unit' });
  const before = chosen({
    ...{ idempotency: 'SAFE', idempotencyChosen: true },
    ...{ targetEntity: 'estate:host', targetChosen: true },
    ...{ enabled: false, enabledChosen: true },
  });
  expect(inheritSettings(declared, before)).toMatchObject({
    idempotency: 'SAFE',
    targetEntity: 'estate:host',
    enabled: false,
  });
});

it('disables a service that needs a target entity which a person took away', () => {
  const declared = aDeclaredService({ inputs: ['entity'], targetEntity: 'estate:host' });
  const before = chosen({ targetEntity: null, targetChosen: true, enabled: true, enabledChosen: true });
  expect(inheritSettings(declared, before)).toMatchObject({ targetEntity: null, enabled: false });
});
