/** An entry of the portal's menu: a root of the platform, or one that a package injects below a root. */
export type MenuItem = {
  code: string;
  /** Code of the root it stands under; empty for a root. */
  category: string;
  label: { en: string; zh: string };
  path: string;
  /** Null for the platform's own. */
  packageName: string | null;
  /** Shown: the page behind it can answer. */
  active: boolean;
};

/** The platform's own roots, in the order in which they are shown. */
export const MENU_ROOTS: readonly MenuItem[] = [
  root('JOBS', 'Tasks', '任务'),
  root('DESIGNING', 'Design', '设计'),
  root('IMPLEMENTATION', 'Execution', '执行'),
  root('MONITORING', 'Monitoring', '监测'),
  root('ADJUSTMENT', 'Adjustment', '调整'),
  root('INTELLIGENCE_OPS', 'Intelligence', '智慧'),
  root('COLLABORATION', 'Collaboration', '协同'),
  root('ADMIN', 'System', '系统'),
];

export function isMenuRoot(code: string): boolean {
  return MENU_ROOTS.some((root) => root.code === code);
}

function root(code: string, en: string, zh: string): MenuItem {
  return { code, category: '', label: { en, zh }, path: '', packageName: null, active: true };
}
