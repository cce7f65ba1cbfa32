import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { RAIL_COOKIE } from '../../features/shell/rail-cookie.ts';
import { Shell } from '../../features/shell/shell.tsx';

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const collapsed = (await cookies()).get(RAIL_COOKIE)?.value === 'collapsed';
  return <Shell startCollapsed={collapsed}>{children}</Shell>;
}
