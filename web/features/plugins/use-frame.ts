'use client';
import { type FrameFailure, type PortalMessage, readFrameMessage, seal } from '@wecube/plugin-frame/bridge-messages';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { type FrameRefusal, FrameRefused, type FrameSession, openFrameSession } from './frame-session.ts';

/** The plugin page is asked for, loads, is shown, or is not to be shown. */
export type FrameState =
  | { phase: 'opening' | 'loading' | 'shown' }
  | { phase: 'failed'; reason: FrameFailure | FrameRefusal | 'SILENT'; detail: string };

export type FrameView = { language: string; theme: 'light' | 'dark'; route: string };
export type FrameEvents = {
  navigated(route: string, replace: boolean): void;
  elsewhere(route: string): void;
  title(title: string): void;
};

/** A host page that says nothing for so long is not there, or belongs to somebody else. */
const SILENCE_MS = 30_000;

/**
 * Opens the frame of a package and keeps its bridge: messages of that window and origin only, a token that is renewed
 * at half its life, and the portal's language, theme and route.
 */
export function useFrame(
  packageName: string,
  frame: RefObject<HTMLIFrameElement | null>,
  view: FrameView,
  events: FrameEvents,
) {
  const [state, setState] = useState<FrameState>({ phase: 'opening' });
  const [attempt, setAttempt] = useState(0);
  const [origin, setOrigin] = useState<string | null>(null);
  const session = useRef<FrameSession | null>(null);
  const shownRoute = useRef<string | null>(null);
  const latest = useRef({ view, events });
  useEffect(() => {
    latest.current = { view, events };
  });

  const fail = useCallback((error: unknown) => {
    const reason = error instanceof FrameRefused ? error.refusal : 'UNREACHABLE';
    setState({ phase: 'failed', reason, detail: error instanceof Error ? error.message : String(error) });
  }, []);
  const tell = useCallback(
    (message: PortalMessage) => {
      if (session.current) frame.current?.contentWindow?.postMessage(seal(message), session.current.origin);
    },
    [frame],
  );
  const renew = useCallback(async () => {
    session.current = await openFrameSession(packageName);
    const { token, expiresInMs } = session.current;
    tell({ type: 'token', token, expiresInMs });
  }, [packageName, tell]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt opens everything anew.
  useEffect(() => {
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout>;
    setState({ phase: 'opening' });
    setOrigin(null);
    const renewLater = () => {
      timer = setTimeout(() => renew().then(renewLater, fail), (session.current?.expiresInMs ?? 0) / 2);
    };
    openFrameSession(packageName).then(
      (opened) => {
        if (!isCurrent) return;
        session.current = opened;
        setOrigin(opened.origin);
        renewLater();
      },
      (error: unknown) => isCurrent && fail(error),
    );
    return () => {
      isCurrent = false;
      clearTimeout(timer);
      session.current = null;
      shownRoute.current = null;
    };
  }, [packageName, attempt, renew, fail]);

  useEffect(() => {
    if (!origin) return;
    let heard = false;
    const silence = setTimeout(
      () => heard || setState({ phase: 'failed', reason: 'SILENT', detail: origin }),
      SILENCE_MS,
    );
    const receive = ({ origin: from, source, data }: MessageEvent) => {
      if (from !== origin || source !== frame.current?.contentWindow) return;
      const message = readFrameMessage(data);
      if (!message) return;
      heard = true;
      const { view: now, events: told } = latest.current;
      switch (message.type) {
        case 'hello':
          if (!session.current) return;
          setState({ phase: 'loading' });
          return tell({ type: 'session', ...sessionOf(session.current), ...viewOf(now) });
        case 'token-wanted':
          return void renew().catch(fail);
        case 'navigated':
          shownRoute.current = message.path;
          return told.navigated(message.path, message.replace);
        case 'elsewhere':
          return told.elsewhere(message.path);
        case 'title':
          return told.title(message.title);
        case 'ready':
          return setState({ phase: 'shown' });
        case 'failed':
          return setState({ phase: 'failed', reason: message.reason, detail: message.detail });
      }
    };
    window.addEventListener('message', receive);
    return () => {
      clearTimeout(silence);
      window.removeEventListener('message', receive);
    };
  }, [origin, frame, tell, renew, fail]);

  const { language, theme, route } = view;
  useEffect(() => tell({ type: 'language', language }), [language, tell]);
  useEffect(() => tell({ type: 'theme', theme }), [theme, tell]);
  useEffect(() => {
    if (shownRoute.current !== null && shownRoute.current !== route) tell({ type: 'navigate', path: route });
  }, [route, tell]);

  return { state, attempt, src: origin && `${origin}/plugins/${packageName}/`, retry: () => setAttempt(attempt + 1) };
}

const sessionOf = ({ token, expiresInMs, user }: FrameSession) => ({ token, expiresInMs, user });
const viewOf = ({ language, theme, route }: FrameView) => ({ language, theme, path: route });
