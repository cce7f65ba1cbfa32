import type { DeclaredService } from './domain/declared-service.ts';

/** A service as a manifest declares it, enabled and without inputs unless told; `inputs` gives their mapping types. */
export function aDeclaredService(
  options: Partial<Omit<DeclaredService, 'inputs'>> & { inputs?: readonly string[] } = {},
): DeclaredService {
  const { inputs = [], ...given } = options;
  return {
    ...{ name: 'shell/script/run', packageName: 'shell', pluginName: 'script', registration: '', action: 'run' },
    ...{ path: '/shell/run', httpMethod: 'POST', type: 'EXECUTION', targetEntity: null },
    ...{ enabled: true, idempotency: 'UNSAFE', outputs: [] },
    inputs: inputs.map((mappingType, index) => ({
      ...{ name: `input${index}`, dataType: 'string', mappingType, mappingValue: null, description: '' },
      ...{ mappingEntityExpression: null, mappingSystemVariableName: null, refObjectName: null },
      ...{ required: false, sensitive: false, multiple: false },
    })),
    ...given,
  };
}
