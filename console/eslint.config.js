import hooks from "eslint-plugin-react-hooks";
import { defineConfig } from "eslint/config";
import typescript from "typescript-eslint";

const MARKUP = "What people and models write is shown as text, never as markup.";

export default defineConfig(
  { ignores: ["node_modules", "generated"] },
  { files: ["**/*.{ts,tsx}"], extends: [typescript.configs.strictTypeChecked] },
  {
    files: ["**/*.{ts,tsx}"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { "react-hooks": hooks },
    rules: {
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      eqeqeq: "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-restricted-syntax": [
        "error",
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: MARKUP },
        { selector: "MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|srcdoc)$/]", message: MARKUP },
        { selector: "CallExpression[callee.object.name='document'][callee.property.name=/^write/]", message: MARKUP },
        { selector: "JSXAttribute[name.name='href'] > JSXExpressionContainer > MemberExpression", message: "An address that somebody else wrote is opened by ExternalLink." },
        { selector: "CallExpression[callee.name='useEffect'] CallExpression[callee.property.name=/^(focus|showModal)$/]", message: "The focus moves in useLayoutEffect: an effect runs after the user may have begun to type elsewhere." },
      ],
    },
  },
  { files: ["src/**"], rules: { "no-console": "error" } },
  // The runner awaits what `test` returns.
  { files: ["tests/**"], rules: { "@typescript-eslint/no-floating-promises": "off" } },
);
