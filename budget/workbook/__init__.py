"""Reading and writing Excel: the plan template and the council workbook."""
