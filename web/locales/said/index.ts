import { adapterSaid } from './adapter.ts';
import { authSaid } from './auth.ts';
import { bucketSaid } from './bucket.ts';
import { databaseSaid } from './database.ts';
import { designSaid } from './design.ts';
import { exchangeSaid } from './exchange.ts';
import { expressionSaid } from './expression.ts';
import { instanceSaid } from './instance.ts';
import { manifestSaid } from './manifest.ts';
import { menuSaid } from './menu.ts';
import { modelSaid } from './model.ts';
import { packageSaid } from './package.ts';
import { pagesSaid } from './pages.ts';
import { proxySaid } from './proxy.ts';
import { resourceSaid } from './resource.ts';
import { runSaid } from './run.ts';
import { serviceSaid } from './service.ts';
import { subSystemSaid } from './sub-system.ts';
import { triggerSaid } from './trigger.ts';
import { variableSaid } from './variable.ts';

/** Sentences of the platform by code, as `said.CODE` and `said.CODE.case`, and what to do about them. */
export const said = {
  ...adapterSaid,
  ...authSaid,
  ...bucketSaid,
  ...databaseSaid,
  ...designSaid,
  ...exchangeSaid,
  ...expressionSaid,
  ...instanceSaid,
  ...manifestSaid,
  ...menuSaid,
  ...subSystemSaid,
  ...triggerSaid,
  ...modelSaid,
  ...packageSaid,
  ...pagesSaid,
  ...proxySaid,
  ...resourceSaid,
  ...runSaid,
  ...serviceSaid,
  ...variableSaid,
} as const;
