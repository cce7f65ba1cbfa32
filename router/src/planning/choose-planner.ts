import type { Logger } from '@wecube/kit';
import { loadNativePlanner } from './native-planner.ts';
import type { MakePlanner } from './planner.ts';

export type PlannerChoice = 'auto' | 'js' | 'native';

const jsPlanner: MakePlanner = ({ fallback }) => fallback;

/** The planner that the settings ask for: `auto` and `native` take the native one where it is installed, else the JS one. */
export async function choosePlanner(choice: PlannerChoice, logger: Logger): Promise<MakePlanner> {
  if (choice === 'js') return jsPlanner;
  const native = await loadNativePlanner(logger);
  if (!native && choice === 'native') logger.warn('the JS planner is used: the native planner cannot be loaded');
  return native ?? jsPlanner;
}

/** Whether operations are planned by the native planner, which carries out what the JS one gets wrong. */
export function plansNatively(makePlanner: MakePlanner): boolean {
  return makePlanner !== jsPlanner;
}
