import { describe, expect, it } from 'vitest';
import { aParameter, aService } from '../../testing.ts';
import { Catalogue } from './catalogue.ts';

const NAME = 'shell/script/run';
const WITH_VARIABLE = [aParameter('home', { mappingType: 'system_variable', mappingSystemVariableName: 'HOME' })];

function aCatalogue() {
  const state = { now: 0, service: aService({ inputs: WITH_VARIABLE }), reads: 0 };
  const catalogue = new Catalogue({
    clock: { now: () => state.now },
    services: {
      find: async (name) => {
        state.reads += 1;
        return name === NAME ? state.service : null;
      },
    },
    variables: { effective: async (name, packageName) => ({ value: `${packageName} ${name}`, secret: false }) },
  });
  return { state, catalogue };
}

describe('Catalogue', () => {
  it('knows what it has learned, with the variables of the service and what does not exist', async () => {
    const { catalogue } = aCatalogue();
    await catalogue.learn([NAME, 'no/such/service']);
    const known = catalogue.known();
    expect(known.services.get(NAME)?.name).toBe(NAME);
    expect(known.services.get('no/such/service')).toBeNull();
    expect(known.services.get('never/asked')).toBeUndefined();
    expect(known.variables.get('shell/HOME')).toEqual({ value: 'shell HOME', secret: false });
  });

  it('reads again in the background after a second, and trusts nothing older than three', async () => {
    const { catalogue, state } = aCatalogue();
    await catalogue.learn([NAME]);
    state.service = { ...state.service, enabled: false };
    state.now = 1_500;
    expect(catalogue.known().services.get(NAME)?.enabled).toBe(true);
    await expect.poll(() => catalogue.known().services.get(NAME)?.enabled).toBe(false);
    state.now = 10_000;
    expect(catalogue.known().services.size).toBe(0);
  });

  it('asks the database whenever it is told to learn', async () => {
    const { catalogue, state } = aCatalogue();
    await catalogue.learn([NAME]);
    state.service = { ...state.service, idempotency: 'UNSAFE' };
    expect((await catalogue.learn([NAME])).services.get(NAME)?.idempotency).toBe('UNSAFE');
  });
});
