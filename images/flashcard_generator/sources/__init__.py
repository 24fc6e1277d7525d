"""Documents other than PDFs. They are opened only in the process that reads PDFs, see `pdf.pdf_process`."""
