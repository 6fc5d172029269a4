import { useEffect, useState } from "react";

/** The part of the address that names a page: `#statistics`. */
export function useHash<T extends string>(names: readonly T[], usual: T): T {
  const read = () => names.find((name) => `#${name}` === location.hash) ?? usual;
  const [name, setName] = useState(read);
  useEffect(() => {
    const onChange = () => setName(read());
    window.addEventListener("hashchange", onChange);
    return () => window.removeEventListener("hashchange", onChange);
  }, []);
  return name;
}
