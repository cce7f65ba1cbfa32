'use client';
import { useCallback } from 'react';
import { useWords } from '../../lib/language/language-provider.tsx';
import { shortService } from '../runs/run-graph.tsx';
import type { DesignNode } from './draft.ts';
import { splitSpan } from './time-span.ts';

/** What stands under a node's name: its service, what it writes, whom it runs, or how long it waits. */
export function useNodeDetail(): (node: DesignNode) => string {
  const { t, moment } = useWords();
  return useCallback(
    (node) => {
      switch (node.type) {
        case 'AUTOMATIC':
        case 'HUMAN':
          return shortService(node.service) || t('design.noService');
        case 'DATA':
          return node.writes.map((write) => write.operation).join(t('general.comma')) || t('design.noWrites');
        case 'SUB_PROCESS':
          return node.subProcessKey ? t('design.childRuns', { count: node.parallelCalls }) : t('design.noChild');
        case 'TIME_INTERVAL': {
          const { count, unit } = splitSpan(node.waitMs);
          return node.waitMs ? t(`span.${unit}`, { count }) : t('design.noTime');
        }
        case 'DATE':
          return node.waitUntil ? moment(node.waitUntil) : t('design.noTime');
        default:
          return '';
      }
    },
    [t, moment],
  );
}
