export type Overlay = 'palette' | 'shortcuts';

/** Opens a layer of the shell from anywhere. */
export function openOverlay(overlay: Overlay): void {
  window.dispatchEvent(new CustomEvent<Overlay>('wecube:overlay', { detail: overlay }));
}

export function onOverlay(listener: (overlay: Overlay) => void): () => void {
  const handle = (event: Event) => listener((event as CustomEvent<Overlay>).detail);
  window.addEventListener('wecube:overlay', handle);
  return () => window.removeEventListener('wecube:overlay', handle);
}
