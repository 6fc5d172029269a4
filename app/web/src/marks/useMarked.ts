import { useEffect, useState } from "react";
import { api } from "../api/client";
import type { Mark, Parcel } from "../api/types";

/** A parcel to be looked at, with the marks that were stored for it. */
export function useMarked(parcel: Parcel | undefined): Parcel | undefined {
  const [stored, setStored] = useState<{ id: string; marks: Mark[] } | null>(null);
  const id = parcel?.id;
  useEffect(() => {
    if (id === undefined) {
      return undefined;
    }
    let gone = false;
    api.marks(id).then(
      (marks) => !gone && setStored({ id, marks }),
      () => undefined, // the picture is worth showing without them
    );
    return () => void (gone = true);
  }, [id]);
  return parcel && stored?.id === parcel.id ? { ...parcel, marks: stored.marks } : parcel;
}
