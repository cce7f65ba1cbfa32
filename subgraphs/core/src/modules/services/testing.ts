import { newId } from '@wecube/kit';
import type { ServiceParameter, ServiceRecord } from './domain/service.ts';

/** A parameter that is a constant text unless told. */
export function aParameter(options: Partial<ServiceParameter> & { name: string }): ServiceParameter {
  return {
    ...{ dataType: 'string', mappingType: 'constant', mappingValue: null, description: '', refObjectName: null },
    ...{ mappingEntityExpression: null, mappingSystemVariableName: null },
    ...{ required: false, sensitive: false, multiple: false },
    ...options,
  };
}

/** An enabled service of the name `pkg/plugin/action`. */
export function aService(options: Partial<ServiceRecord> = {}): ServiceRecord {
  const name = options.name ?? 'shell/script/run';
  const [packageName = '', pluginName = '', action = ''] = name.split('/');
  return {
    ...{ id: newId('svc'), name, packageName, packageId: newId('pkg'), pluginName, registration: '', action },
    ...{ targetEntity: null, enabled: true, idempotency: 'UNSAFE' as const },
    ...{
      path: `/${packageName}/${action}`,
      httpMethod: 'POST',
      type: 'EXECUTION',
      inputs: [],
      outputs: [],
      rowVersion: 1,
    },
    ...options,
  };
}
