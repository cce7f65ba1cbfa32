import { audit } from './audit.ts';
import { buckets } from './buckets.ts';
import { design } from './design.ts';
import { general } from './general.ts';
import { graph } from './graph.ts';
import { health } from './health.ts';
import { model } from './model.ts';
import { packages } from './packages.ts';
import { people } from './people.ts';
import { plugins } from './plugins.ts';
import { problems } from './problems.ts';
import { resources } from './resources.ts';
import { runs } from './runs.ts';
import { said } from './said/index.ts';
import { services } from './services.ts';
import { session } from './session.ts';
import { shell } from './shell.ts';
import { variables } from './variables.ts';

/** An entry is its English and Chinese text, and the English singular where `{{count}}` decides. */
export type Entry = readonly [en: string, zh: string, enOne?: string];

export const WORDS = {
  ...general,
  ...shell,
  ...session,
  ...packages,
  ...services,
  ...model,
  ...design,
  ...resources,
  ...runs,
  ...people,
  ...audit,
  ...buckets,
  ...variables,
  ...health,
  ...graph,
  ...plugins,
  ...problems,
  ...said,
} satisfies Record<string, Entry>;

export type WordKey = keyof typeof WORDS;

/** The two catalogues as i18next wants them. */
export const CATALOGUES = { 'en-US': { translation: english() }, 'zh-CN': { translation: chinese() } };

function english(): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [key, [en, , one]] of Object.entries<Entry>(WORDS)) {
    if (one === undefined) texts[key] = en;
    else Object.assign(texts, { [`${key}_one`]: one, [`${key}_other`]: en });
  }
  return texts;
}

function chinese(): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [key, [, zh, one]] of Object.entries<Entry>(WORDS)) texts[one === undefined ? key : `${key}_other`] = zh;
  return texts;
}
