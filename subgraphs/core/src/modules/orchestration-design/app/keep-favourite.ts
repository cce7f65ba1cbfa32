import { type Problem, requireAction, type Session } from '@wecube/kit';
import { findNewest } from '../data/definitions.ts';
import { writeFavourite } from '../data/favourites.ts';
import { maySee } from '../domain/access.ts';
import { definitionNotFound } from '../domain/errors.ts';
import type { ChangeDeps } from './change-definition.ts';

export type KeepFavouriteInput = { key: string; isFavourite: boolean };

/** Keeps an orchestration at hand for a person, in all of its versions, or no longer. */
export function createFavouriteKeeper({ database, audit }: Pick<ChangeDeps, 'database' | 'audit'>) {
  return async ({ key, isFavourite }: KeepFavouriteInput, session: Session): Promise<readonly Problem[]> => {
    requireAction(session, 'definition:favourite');
    return database.transaction(async (tx) => {
      const newest = await findNewest(tx, key);
      if (!newest || !maySee(session, newest)) return [definitionNotFound(key)];
      await writeFavourite(tx, session.subject, key, isFavourite);
      const note = { session, action: 'definition:favourite', subject: newest.id, outcome: 'DONE' } as const;
      await audit.record(tx, { ...note, detail: { name: newest.name, isFavourite } });
      return [];
    });
  };
}
