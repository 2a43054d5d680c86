"""The stop-payment card 止付卡: what is asked about a transfer, how answers are read, the page an officer copies."""
