import {
  Activity,
  Box,
  Lightbulb,
  ListTodo,
  type LucideIcon,
  Play,
  Plug,
  Settings,
  SlidersHorizontal,
} from 'lucide-react';
import type { WordKey } from '../../locales/index.ts';

export type Page = { href: string; label: WordKey; action: string };
export type Root = { id: string; label: WordKey; icon: LucideIcon; pages: Page[] };

/** The eight roots and their pages. A root without pages leads to one that says what will be there. */
export const ROOTS: Root[] = [
  {
    id: 'tasks',
    label: 'shell.tasks',
    icon: ListTodo,
    pages: [{ href: '/tasks/role-applications', label: 'shell.roleApplications', action: 'role:apply' }],
  },
  {
    id: 'design',
    label: 'shell.design',
    icon: Box,
    pages: [
      { href: '/design/model', label: 'shell.dataModel', action: 'model:read' },
      { href: '/design/objects', label: 'shell.objects', action: 'object:read' },
    ],
  },
  {
    id: 'execute',
    label: 'shell.execute',
    icon: Play,
    pages: [
      { href: '/execute/start', label: 'shell.start', action: 'run:start' },
      { href: '/execute/runs', label: 'shell.runs', action: 'run:read' },
    ],
  },
  {
    id: 'watch',
    label: 'shell.watch',
    icon: Activity,
    pages: [{ href: '/watch/health', label: 'shell.health', action: 'graph:read' }],
  },
  { id: 'wisdom', label: 'shell.wisdom', icon: Lightbulb, pages: [] },
  { id: 'adjust', label: 'shell.adjust', icon: SlidersHorizontal, pages: [] },
  {
    id: 'collaborate',
    label: 'shell.collaborate',
    icon: Plug,
    pages: [
      { href: '/collaborate/packages', label: 'shell.packages', action: 'package:read' },
      { href: '/collaborate/services', label: 'shell.services', action: 'service:read' },
      { href: '/collaborate/orchestrations', label: 'shell.orchestrations', action: 'definition:read' },
    ],
  },
  {
    id: 'system',
    label: 'shell.system',
    icon: Settings,
    pages: [
      { href: '/system/variables', label: 'shell.variables', action: 'variable:read' },
      { href: '/system/resources', label: 'shell.resources', action: 'resource:read' },
      { href: '/system/buckets', label: 'shell.buckets', action: 'bucket:read' },
      { href: '/system/package-trust', label: 'shell.packageTrust', action: 'package:read' },
      { href: '/system/users', label: 'shell.users', action: 'user:read' },
      { href: '/system/roles', label: 'shell.roles', action: 'user:read' },
      { href: '/system/graph', label: 'shell.graph', action: 'graph:read' },
      { href: '/system/audit', label: 'shell.audit', action: 'audit:read' },
    ],
  },
];

/** The pages of a root that this person may open. */
export function pagesFor(root: Root, actions: readonly string[]): Page[] {
  return root.pages.filter((page) => actions.includes(page.action));
}

/** Pages with a canvas of their own leave the second column out. */
export function needsWholeWidth(path: string): boolean {
  return /^\/(execute\/runs|collaborate\/orchestrations)\/[^/]+/.test(path);
}
