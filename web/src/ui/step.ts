// SPDX-License-Identifier: AGPL-3.0-or-later
import { useState } from 'preact/hooks';

export type Step = { working: boolean; error: unknown; take: (act: () => Promise<void>) => Promise<void> };

/** A step that the engine is asked to take: whether it is under way, and why the last one failed. */
export function useStep(): Step {
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const take = async (act: () => Promise<void>) => {
    setWorking(true);
    setError(null);
    try {
      await act();
    } catch (problem) {
      setError(problem);
    } finally {
      setWorking(false);
    }
  };
  return { working, error, take };
}
