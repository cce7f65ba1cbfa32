import { MANIFEST_TEXTS } from '@wecube/plugin-adapters/contract';
import { ADAPTER_TEXTS } from './adapters/texts.ts';
import { BUCKET_TEXTS } from './modules/buckets/domain/texts.ts';
import { MODEL_TEXTS } from './modules/data-model/domain/texts.ts';
import { DATABASE_TEXTS } from './modules/databases/domain/texts.ts';
import { EXPRESSION_TEXTS } from './modules/expressions/domain/texts.ts';
import { INSTANCE_TEXTS } from './modules/instances/domain/texts.ts';
import { MENU_TEXTS } from './modules/menus/domain/texts.ts';
import { EXCHANGE_TEXTS } from './modules/orchestration-design/domain/exchange/texts.ts';
import { DESIGN_TEXTS } from './modules/orchestration-design/domain/texts.ts';
import { RUN_TEXTS } from './modules/orchestration-runtime/domain/texts.ts';
import { PACKAGE_TEXTS } from './modules/packages/domain/texts.ts';
import { PAGE_TEXTS } from './modules/plugin-pages/domain/texts.ts';
import { PROXY_TEXTS } from './modules/plugin-proxy/domain/texts.ts';
import { RESOURCE_TEXTS } from './modules/resources/domain/texts.ts';
import { SERVICE_TEXTS } from './modules/services/domain/texts.ts';
import { SUB_SYSTEM_TEXTS } from './modules/sub-systems/domain/texts.ts';
import { VARIABLE_TEXTS } from './modules/system-variables/domain/texts.ts';
import { TRIGGER_TEXTS } from './modules/triggers/domain/texts.ts';

/** Everything that core can say to people, by module: what the portal must have words for. */
export const CORE_TEXTS = {
  adapters: ADAPTER_TEXTS,
  buckets: BUCKET_TEXTS,
  databases: DATABASE_TEXTS,
  design: DESIGN_TEXTS,
  exchange: EXCHANGE_TEXTS,
  expressions: EXPRESSION_TEXTS,
  instances: INSTANCE_TEXTS,
  manifest: MANIFEST_TEXTS,
  menus: MENU_TEXTS,
  model: MODEL_TEXTS,
  packages: PACKAGE_TEXTS,
  pages: PAGE_TEXTS,
  proxy: PROXY_TEXTS,
  resources: RESOURCE_TEXTS,
  runs: RUN_TEXTS,
  services: SERVICE_TEXTS,
  subSystems: SUB_SYSTEM_TEXTS,
  triggers: TRIGGER_TEXTS,
  variables: VARIABLE_TEXTS,
};
