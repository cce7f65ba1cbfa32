import type { ReactNode } from 'react';
import { PackagesLayout } from '../../../../features/packages/packages-layout.tsx';

export default function Layout({ children }: { children: ReactNode }) {
  return <PackagesLayout>{children}</PackagesLayout>;
}
