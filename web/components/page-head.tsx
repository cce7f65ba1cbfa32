'use client';
import Link from 'next/link';
import { Fragment, type ReactNode, useEffect } from 'react';

type PageHeadProps = {
  title: string;
  crumbs?: { href: string; label: string }[];
  beside?: ReactNode;
  actions?: ReactNode;
  facts?: ReactNode;
  ruled?: boolean;
  children?: ReactNode;
};

/** One title, its facts, and the actions at the right; the title is the tab's too. */
export function PageHead({ title, crumbs, beside, actions, facts, ruled = true, children }: PageHeadProps) {
  useEffect(() => {
    document.title = `${title} · WeCube`;
  }, [title]);
  return (
    <header className={`page-head ${ruled ? 'ruled' : ''}`}>
      {crumbs && (
        <nav className="crumbs">
          {crumbs.map((crumb, at) => (
            <Fragment key={crumb.href}>
              {at > 0 && <span aria-hidden="true">/</span>}
              <Link href={crumb.href}>{crumb.label}</Link>
            </Fragment>
          ))}
        </nav>
      )}
      <div className="row" style={{ gap: 10, minHeight: 28 }}>
        <h1 className="title">{title}</h1>
        {beside}
        {actions && <div className="actions">{actions}</div>}
      </div>
      {facts && <div className="facts">{facts}</div>}
      {children}
    </header>
  );
}
