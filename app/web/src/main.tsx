import "pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css";
import "./theme/tokens.css";
import "./theme/page.css";
import { createRoot } from "react-dom/client";
import "./theme/people.css";
import "./theme/cameras.css";
import { App } from "./App";
import { Away } from "./session/Away";

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(<Away><App /></Away>);
}
