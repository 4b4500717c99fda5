// SPDX-License-Identifier: AGPL-3.0-or-later
// A value that components follow. Small on purpose: what is about a person lives in components, which end at lock.
import { useLayoutEffect, useState } from 'preact/hooks';

export class Store<T> {
  private followers = new Set<() => void>();
  constructor(private current: T) {}

  get value(): T { return this.current; }

  set(next: T): void {
    if (Object.is(next, this.current)) return;
    this.current = next;
    for (const follower of [...this.followers]) follower();
  }

  follow(follower: () => void): () => void {
    this.followers.add(follower);
    return () => this.followers.delete(follower);
  }
}

export function useStore<T>(store: Store<T>): T {
  const [, redraw] = useState(0);
  const drawn = store.value;
  useLayoutEffect(() => {
    const follower = () => redraw((n) => n + 1);
    if (!Object.is(drawn, store.value)) follower();
    return store.follow(follower);
  }, [store]);
  return drawn;
}
