import { type FrameMessage, type PortalMessage, readPortalMessage, seal } from './bridge-messages.ts';

export type Bridge = {
  tell(message: FrameMessage): void;
  /** Calls for every message of one type; returns what stops that. */
  on<Type extends PortalMessage['type']>(
    type: Type,
    listener: (message: Extract<PortalMessage, { type: Type }>) => void,
  ): () => void;
};

/** The one way to the portal: messages of its window only, from its origin only, and to that origin only. */
export function openBridge(portalOrigin: string): Bridge {
  return {
    tell: (message) => window.parent.postMessage(seal(message), portalOrigin),
    on(type, listener) {
      const receive = ({ origin, source, data }: MessageEvent) => {
        if (origin !== portalOrigin || source !== window.parent) return;
        const message = readPortalMessage(data);
        if (message?.type === type) listener(message as Parameters<typeof listener>[0]);
      };
      window.addEventListener('message', receive);
      return () => window.removeEventListener('message', receive);
    },
  };
}
