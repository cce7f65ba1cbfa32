export { ServiceObject } from './api/service.object.ts';
export type { ServiceFilterWords } from './data/services.ts';
export { type Idempotency, needsTargetEntity, type ServiceParameter, type ServiceRecord } from './domain/service.ts';
export { createServicesModule, type Services, type ServicesModule } from './module.ts';
