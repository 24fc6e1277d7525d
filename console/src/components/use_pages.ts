import { useEffect, useRef, useState } from "preact/hooks";

type Page<T> = { items: T[]; next_token?: string };

export type Pages<T> = {
  items: T[];
  loading: boolean;
  error: unknown;
  /** Loads the next page; null if there is none. */
  more: (() => void) | null;
  again: () => void;
};

/**
 * A list of the API that comes in pages.
 *
 * @param key loads it anew from its beginning when it changes, such as a filter.
 */
export function usePages<T>(load: (token: string | undefined) => Promise<Page<T>>, key = ""): Pages<T> {
  const [items, setItems] = useState<T[]>([]);
  const [next, setNext] = useState<string | undefined>();
  const [loading, setLoading] = useState(true);
  const [error, setError] = useState<unknown>(null);
  const [round, setRound] = useState(0);
  const latest = useRef(load);
  latest.current = load;
  const [asked] = useState({ times: 0 });

  const read = async (token: string | undefined, before: T[]): Promise<void> => {
    const mine = ++asked.times;
    setLoading(true);
    setError(null);
    try {
      const page = await latest.current(token);
      if (mine !== asked.times) return;
      setItems([...before, ...page.items]);
      setNext(page.next_token);
    } catch (caught) {
      if (mine === asked.times) setError(caught);
    } finally {
      if (mine === asked.times) setLoading(false);
    }
  };
  const reread = useRef(read);
  reread.current = read;
  useEffect(() => {
    setItems([]);
    setNext(undefined);
    void reread.current(undefined, []);
    return () => {
      asked.times++;
    };
  }, [key, round, asked]);
  return {
    items,
    loading,
    error,
    more: next === undefined || loading ? null : () => void read(next, items),
    again: () => setRound((before) => before + 1),
  };
}
