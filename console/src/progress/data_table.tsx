import type { ComponentChildren } from "preact";

type Props = {
  name: string;
  head: readonly string[];
  rows: readonly { key: string; cells: readonly ComponentChildren[] }[];
};

/** A table that is scrolled sideways by itself where it is too wide, also by keyboard. The first cell names its row. */
export function DataTable({ name, head, rows }: Props) {
  return (
    <div class="table" role="region" aria-label={name} tabIndex={0}>
      <table>
        <caption class="unseen">{name}</caption>
        <thead>
          <tr>
            {head.map((one) => (
              <th scope="col" key={one}>
                {one}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [first, ...cells] }) => (
            <tr key={key}>
              <th scope="row">{first}</th>
              {cells.map((cell, index) => (
                <td key={head[index + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
