'use client';
import { createContext, use } from 'react';
import type { ViewerQuery } from '../../gql/graphql.ts';

export type Viewer = ViewerQuery['viewer'];
export const ViewerContext = createContext<Viewer | null>(null);

export function useViewer(): Viewer {
  const viewer = use(ViewerContext);
  if (!viewer) throw new Error('useViewer needs the shell');
  return viewer;
}

/** Whether the signed-in person may do an action; the server decides again, this only shapes the page. */
export function useCan(action: string): boolean {
  return useViewer().actions.includes(action);
}
